import { editedBody } from "@shopbell/conversations/events";
import type { EventFrame } from "../api/types.ts";
import { isSameDay } from "../format/time.ts";
import { rowKey } from "./log.ts";

export type LogLine =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | {
      readonly kind: "row";
      readonly key: string;
      readonly event: EventFrame;
      /** The first of a run by one author: the one that carries the name. */
      readonly first: boolean;
      /** What its author has said in its place since, the oldest first. */
      readonly edits: readonly EventFrame[];
    };

const RUN_MS = 5 * 60_000;

/** Rows with a line before each new day, and runs of messages by one author kept together. */
export function layoutLog(events: readonly EventFrame[]): readonly LogLine[] {
  const lines: LogLine[] = [];
  const edits = editsOf(events);
  let previous: EventFrame | null = null;
  for (const event of events) {
    if (isWithItsMessage(event, edits)) continue;
    const newDay = previous === null || !isSameDay(previous.at, event.at);
    if (newDay) lines.push({ kind: "day", key: `day-${event.at}`, at: event.at });
    const first = newDay || previous === null || !continues(previous, event);
    const changed = edits.get(event.seq ?? 0) ?? [];
    lines.push({ kind: "row", key: rowKey(event), event, first, edits: changed });
    previous = event;
  }
  return lines;
}

/** Edits by the `seq` of the message that they say anew, where that is here. */
function editsOf(events: readonly EventFrame[]): ReadonlyMap<number, readonly EventFrame[]> {
  const here = new Set(events.map((event) => event.seq));
  const found = new Map<number, EventFrame[]>();
  for (const event of events) {
    const seq = editedBody(event)?.of_seq;
    if (seq !== undefined && here.has(seq)) found.set(seq, [...(found.get(seq) ?? []), event]);
  }
  return found;
}

function isWithItsMessage(
  event: EventFrame,
  edits: ReadonlyMap<number, readonly EventFrame[]>,
): boolean {
  const body = editedBody(event);
  return body !== null && edits.has(body.of_seq);
}

function continues(previous: EventFrame, event: EventFrame): boolean {
  return (
    previous.event === "message.posted" &&
    event.event === "message.posted" &&
    previous.author.role === event.author.role &&
    previous.author.name === event.author.name &&
    Date.parse(event.at) - Date.parse(previous.at) < RUN_MS
  );
}
