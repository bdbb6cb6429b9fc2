import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ACCEPTED, PICTURES } from "../files/kinds.ts";
import type { Picked } from "../files/picked.ts";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

/** Where files come from. What may be sent is said here, before one is chosen. */
export function Attach({ picked }: { picked: Picked }): JSX.Element {
  const { t } = useUi();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>(".attach-list button")?.focus();
    const root = box.current?.getRootNode();
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    root?.addEventListener("pointerdown", away);
    return () => root?.removeEventListener("pointerdown", away);
  }, [open]);

  const shut = () => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    shut();
  };
  return (
    <fieldset class="attach" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="attach-button"
        aria-label={t.attach}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="clip" />
      </button>
      {open && (
        <div class="attach-list">
          <Source
            label={t.chooseFile}
            icon="page"
            accept={ACCEPTED}
            picked={picked}
            onDone={shut}
          />
          {matchMedia("(pointer: coarse)").matches && (
            <Source
              label={t.takePhoto}
              icon="camera"
              accept={PICTURES}
              camera
              picked={picked}
              onDone={shut}
            />
          )}
          <p>{t.fileLimits}</p>
        </div>
      )}
    </fieldset>
  );
}

interface SourceProps {
  readonly label: string;
  readonly icon: "page" | "camera";
  readonly accept: string;
  readonly camera?: boolean;
  readonly picked: Picked;
  readonly onDone: () => void;
}

function Source({ label, icon, accept, camera, picked, onDone }: SourceProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        class="hidden"
        type="file"
        accept={accept}
        multiple={!camera}
        {...(camera ? { capture: "environment" as const } : {})}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          picked.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
          onDone();
        }}
      />
      <button type="button" onClick={() => input.current?.click()}>
        <Icon name={icon} size={18} />
        {label}
      </button>
    </>
  );
}
