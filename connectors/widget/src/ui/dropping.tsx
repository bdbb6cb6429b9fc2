import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Picked } from "../files/picked.ts";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

/**
 * Files that are pasted into the panel or dropped on it. Shown only while something is dragged over:
 * there is the button for everyone else.
 */
export function Dropping({ picked }: { picked: Picked }): JSX.Element {
  const { t } = useUi();
  const here = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const panel = here.current?.parentElement;
    if (!panel) return;
    let depth = 0;
    const show = (by: number, event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const on = <K extends "dragenter" | "dragover" | "dragleave" | "drop" | "paste">(
      name: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ) => {
      panel.addEventListener(name, listener);
      return () => panel.removeEventListener(name, listener);
    };
    const take = (data: DataTransfer | null, event: Event) => {
      const files = data?.files;
      if (!files || files.length === 0) return;
      event.preventDefault();
      picked.add(files);
      panel.querySelector<HTMLElement>("textarea")?.focus();
    };
    const ends = [
      on("dragenter", (event) => show(1, event)),
      on("dragover", (event) => show(0, event)),
      on("dragleave", (event) => show(-1, event)),
      on("drop", (event) => {
        depth = 0;
        setOver(false);
        take(event.dataTransfer, event);
      }),
      on("paste", (event) => take(event.clipboardData, event)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [picked]);
  return (
    <div class={over ? "dropping is-over" : "dropping"} ref={here} aria-hidden="true">
      <div>
        <Icon name="clip" size={28} />
        <strong>{t.dropHere}</strong>
        <span>{t.fileLimits}</span>
      </div>
    </div>
  );
}
