import { stateBody } from "@shopbell/conversations/events";
import type { Conversation, ConversationDetail, EventFrame, Heads } from "../api/types.ts";

/** Rows are told apart by their place in the public (`seq`) or the agents' (`aseq`) stream. */
export function rowKey(event: EventFrame): string {
  return event.seq !== null ? `s${event.seq}` : `a${event.aseq ?? event.id}`;
}

/**
 * Union of two sets of rows in one order that does not depend on how they arrived: each stream by
 * its own dense number, the two interleaved by time. On the same instant what the bot understood
 * comes before what it then said, and what a person did before what is noted of it.
 */
export function mergeEvents(
  known: readonly EventFrame[],
  incoming: readonly EventFrame[],
): readonly EventFrame[] {
  const rows = new Map(known.map((event) => [rowKey(event), event]));
  const before = rows.size;
  for (const event of incoming) {
    const key = rowKey(event);
    if (!rows.has(key)) rows.set(key, event);
  }
  if (rows.size === before && known.length === before) return known;
  const all = [...rows.values()];
  const open = all.filter((event) => event.seq !== null);
  const inner = all.filter((event) => event.seq === null);
  open.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  inner.sort((a, b) => (a.aseq ?? 0) - (b.aseq ?? 0));
  return interleave(open, inner);
}

function interleave(open: EventFrame[], inner: EventFrame[]): EventFrame[] {
  const merged: EventFrame[] = [];
  let next = 0;
  for (const event of open) {
    for (let row = inner[next]; row && isBefore(row, event); row = inner[next]) {
      merged.push(row);
      next += 1;
    }
    merged.push(event);
  }
  return merged.concat(inner.slice(next));
}

function isBefore(inner: EventFrame, open: EventFrame): boolean {
  if (inner.at !== open.at) return inner.at < open.at;
  return inner.event.startsWith("turn.");
}

/** The last row of each stream up to which nothing is missing: where to resume from. */
export function headsOf(events: readonly EventFrame[]): Heads {
  const seqs = new Set(events.flatMap((event) => event.seq ?? []));
  const aseqs = new Set(events.flatMap((event) => event.aseq ?? []));
  return { seq: denseHead(seqs), aseq: denseHead(aseqs) };
}

function denseHead(numbers: ReadonlySet<number>): number {
  if (numbers.size === 0) return 0;
  let head = Math.min(...numbers);
  while (numbers.has(head + 1)) head += 1;
  return head;
}

/** Is there a row missing between what is known and this one? */
export function hasGap(known: readonly EventFrame[], event: EventFrame): boolean {
  const heads = headsOf(known);
  if (event.seq !== null) return event.seq > heads.seq + 1;
  return event.aseq !== null && event.aseq > heads.aseq + 1;
}

/** A live row taken into the fetched conversation; the server's version comes with the next fetch. */
export function applyEvent(detail: ConversationDetail, event: EventFrame): ConversationDetail {
  const events = mergeEvents(detail.events, [event]);
  if (events === detail.events) return detail;
  const head = events.findLast((row) => row.event.startsWith("conversation."));
  const conversation = head === event ? withState(detail.conversation, event) : detail.conversation;
  return { ...detail, events, conversation, heads: headsOf(events) };
}

function withState(conversation: Conversation, event: EventFrame): Conversation {
  const reached = stateBody(event);
  return reached ? { ...conversation, state: reached.state } : conversation;
}

/** A fetch may be older than rows that came over the socket meanwhile: rows are never taken away. */
export function mergeDetail(
  known: ConversationDetail | undefined,
  fetched: ConversationDetail,
): ConversationDetail {
  if (!known) return { ...fetched, events: mergeEvents([], fetched.events) };
  const events = mergeEvents(fetched.events, known.events);
  const older = fetched.conversation.version < known.conversation.version;
  const conversation = older ? known.conversation : fetched.conversation;
  const seen = Math.max(fetched.shopper_seen_seq, known.shopper_seen_seq);
  return { ...fetched, conversation, events, shopper_seen_seq: seen, heads: headsOf(events) };
}
