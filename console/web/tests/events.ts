import type { ConversationDetail, EventFrame, State } from "../src/api/types.ts";

const START = Date.UTC(2026, 10, 24, 9, 0, 0);

/** A moment `seconds` after nine in the morning. */
export function at(seconds: number): string {
  return new Date(START + seconds * 1_000).toISOString();
}

export function publicRow(
  seq: number,
  seconds: number,
  over: Partial<EventFrame> = {},
): EventFrame {
  return {
    type: "event",
    conversation: "c1",
    id: `p${seq}`,
    seq,
    aseq: null,
    at: at(seconds),
    event: "message.posted",
    author: { role: "shopper", name: "" },
    body: { kind: "text", text: `public ${seq}`, sources: [] },
    ...over,
  };
}

export function innerRow(
  aseq: number,
  seconds: number,
  over: Partial<EventFrame> = {},
): EventFrame {
  return {
    ...publicRow(0, seconds),
    id: `a${aseq}`,
    seq: null,
    aseq,
    event: "turn.understood",
    author: { role: "bot", name: "" },
    body: { intent: "track_order", confidence: 0.9, entities: [], steps: [] },
    ...over,
  };
}

export function stateRow(seq: number, seconds: number, state: State): EventFrame {
  return publicRow(seq, seconds, {
    event: "conversation.claimed",
    author: { role: "agent", name: "Mira" },
    body: { state, reason: "", agent: "Mira" },
  });
}

export function detailWith(events: readonly EventFrame[]): ConversationDetail {
  return {
    conversation: {
      id: "c1",
      state: "queued",
      version: 3,
      locale: "en",
      page: null,
      assignee: null,
      queued_at: at(0),
      created_at: at(0),
      site: "demo",
      reason: null,
      snoozed_until: null,
      tags: [],
      close_reason: null,
      merged_into: null,
    },
    events,
    heads: { seq: 0, aseq: 0 },
    truncated: false,
    shopper_seen_seq: 0,
    brief: {
      wants: "",
      intent: null,
      reason: null,
      topic: "",
      verified: null,
      claims: [],
      tried: [],
      language: "en",
      mood: "calm",
      promises: [],
    },
    orders: [],
  };
}
