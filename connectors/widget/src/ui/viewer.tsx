import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

interface ViewerProps {
  readonly url: string;
  readonly alt: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** One picture as large as the window; a modal dialog of the browser, which keeps the focus. */
export function Viewer({ url, alt, name, onClose }: ViewerProps): JSX.Element {
  const { t } = useUi();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      class="viewer"
      ref={dialog}
      aria-label={alt}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="viewer-bar">
        <a class="icon-button" href={url} download={name} aria-label={t.saveFile}>
          <Icon name="download" />
        </a>
        <button
          type="button"
          class="icon-button"
          aria-label={t.closePicture}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <img src={url} alt={alt} />
    </dialog>
  );
}
