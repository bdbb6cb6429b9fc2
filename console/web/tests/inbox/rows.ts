import type { Inbox, InboxItem, InboxRow } from "../../src/api/types.ts";
import type { Pages } from "../../src/inbox/patching.ts";

export function inboxRow(id: string, change: Partial<InboxRow> = {}): InboxItem {
  return {
    id,
    state: "queued",
    version: 2,
    shopper: { name: null, verified: false },
    last: { text: "hello", at: "2026-11-24T12:00:00.000Z", role: "shopper" },
    reason: "asked_for_person",
    mood: null,
    order: null,
    queued_at: "2026-11-24T12:00:00.000Z",
    updated_at: "2026-11-24T12:00:00.000Z",
    assignee: null,
    team: null,
    locale: "en",
    said_seq: 1,
    written: true,
    snoozed_until: null,
    unread: 1,
    ...change,
  };
}

export function pagesOf(items: readonly InboxItem[], next: string | null = null): Pages {
  const counts = { queued: items.length, mine: 0, team: 0, all: items.length };
  const page: Inbox = { items, counts, next, target_s: 180 };
  return { pages: [page], pageParams: [null] };
}
