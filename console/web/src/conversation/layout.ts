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
    };

const RUN_MS = 5 * 60_000;

/** Rows with a line before each new day, and runs of messages by one author kept together. */
export function layoutLog(events: readonly EventFrame[]): readonly LogLine[] {
  const lines: LogLine[] = [];
  let previous: EventFrame | null = null;
  for (const event of events) {
    const newDay = previous === null || !isSameDay(previous.at, event.at);
    if (newDay) lines.push({ kind: "day", key: `day-${event.at}`, at: event.at });
    const first = newDay || previous === null || !continues(previous, event);
    lines.push({ kind: "row", key: rowKey(event), event, first });
    previous = event;
  }
  return lines;
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
