import type { Role } from "@shopbell/conversations/contract";
import type { EventFrame } from "../api/types.ts";

/** Where the shopper last said something. */
export function lastAsked(events: readonly EventFrame[]): number {
  const last = events.findLast(
    (event) => event.event === "message.posted" && event.author.role === "shopper",
  );
  return last?.seq ?? 0;
}

/** Who said something last; the system is nobody. */
export function lastSpeaker(events: readonly EventFrame[]): Role | null {
  const last = events.findLast(
    (event) => event.event === "message.posted" && event.author.role !== "system",
  );
  return last?.author.role ?? null;
}

/** Whether who has the conversation has said something in it. */
export function hasAnswered(events: readonly EventFrame[]): boolean {
  const last = events.findLast(
    (event) =>
      event.event === "conversation.claimed" ||
      event.event === "conversation.escalated" ||
      (event.event === "message.posted" && event.author.role === "agent"),
  );
  return last?.event === "message.posted";
}

export interface Unanswered {
  /** The last `seq` that whoever hands back can have seen. */
  readonly seenSeq: number;
  /** What the shopper said last, where nobody has answered it; "" for what is no text. */
  readonly text: string | null;
  /** Everything past this `seq` is without an answer. */
  readonly afterSeq: number;
}

/** What would lie between two chairs if the conversation were handed back now. */
export function unanswered(events: readonly EventFrame[]): Unanswered {
  // A receipt is told by the system, and answers who asked for what it says.
  const spoken = events.filter(
    (event) =>
      event.event === "message.posted" &&
      (event.author.role !== "system" || event.body.kind === "receipt"),
  );
  const seenSeq = events.findLast((event) => event.seq !== null)?.seq ?? 0;
  const answer = spoken.findLast((event) => event.author.role !== "shopper");
  const last = spoken.at(-1);
  const open = last?.author.role === "shopper";
  const text = open && last.body.kind === "text" ? String(last.body.text) : open ? "" : null;
  return { seenSeq, text, afterSeq: answer?.seq ?? 0 };
}
