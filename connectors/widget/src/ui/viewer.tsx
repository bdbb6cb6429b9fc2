import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Painted, saveAs } from "./painted.tsx";

interface ViewerProps {
  readonly file: Blob;
  readonly alt: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** One picture as large as the window; a modal dialog of the browser, which keeps the focus. */
export function Viewer({ file, alt, name, onClose }: ViewerProps): JSX.Element {
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
        <button
          type="button"
          class="icon-button"
          aria-label={t.saveFile}
          onClick={() => saveAs(file, name)}
        >
          <Icon name="download" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t.closePicture}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <Painted file={file} alt={alt} />
    </dialog>
  );
}
