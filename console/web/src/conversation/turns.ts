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
