import { messageBody } from "@shopbell/conversations/events";
import type { EventFrame } from "../api/types.ts";
import { clockTime } from "../format/time.ts";
import { Markdown } from "../message/Markdown.tsx";
import { asItReads } from "./edits.ts";
import { words } from "./words.ts";

interface Props {
  readonly event: EventFrame;
  readonly edits: readonly EventFrame[];
}

/** That a message was said otherwise before, and how. Found words of an edit are found here. */
export function Edited({ event, edits }: Props) {
  const last = edits.at(-1);
  if (!last) return null;
  return (
    <details className="edited">
      <summary>{words.edited(clockTime(last.at))}</summary>
      <p>{words.before}</p>
      {edits.map((edit, at) => (
        <blockquote key={edit.id} id={`event-${edit.id}`}>
          <Markdown text={textOf(asItReads(event, edits.slice(0, at)))} />
        </blockquote>
      ))}
    </details>
  );
}

function textOf(event: EventFrame): string {
  const body = messageBody(event);
  return body?.kind === "text" ? body.text : "";
}
