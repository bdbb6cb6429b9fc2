import type { JSX } from "preact";
import { useLayoutEffect, useReducer } from "preact/hooks";
import { isPicture } from "../files/kinds.ts";
import type { Picked, PickedFile } from "../files/picked.ts";
import { fill } from "../locales/index.ts";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Painted } from "./painted.tsx";

/** The files that were chosen, drawn again when they change. */
export function usePicked(picked: Picked): readonly PickedFile[] {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => picked.watch(() => redraw(0)), [picked]);
  return picked.files;
}

/** What goes out with the next message, each to be looked at and taken out again. */
export function PickedList({ picked }: { picked: Picked }): JSX.Element | null {
  const { t } = useUi();
  const files = usePicked(picked);
  return (
    <ul class="picked" aria-label={t.pickedLabel} hidden={files.length === 0}>
      {files.map((one) => (
        <li key={one.key} class={one.problem ? "has-problem" : ""}>
          {!one.problem && isPicture(one.file.type) ? (
            <Painted file={one.file} alt="" width={80} />
          ) : (
            <Icon name={one.problem ? "alert" : "page"} size={20} />
          )}
          <span class="picked-name">
            <bdi>{one.file.name}</bdi>
            {one.problem && <small role="alert">{t.fileProblems[one.problem]}</small>}
          </span>
          <button
            type="button"
            aria-label={fill(t.removeFile, { name: one.file.name })}
            onClick={(event) => {
              const root = event.currentTarget.getRootNode() as ShadowRoot;
              picked.remove(one.key);
              root.querySelector<HTMLElement>("textarea")?.focus();
            }}
          >
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
