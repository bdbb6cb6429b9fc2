import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keys } from "../../src/api/queries.ts";
import type { ConversationDetail } from "../../src/api/types.ts";
import type { Pages } from "../../src/inbox/patching.ts";
import { listKey } from "../../src/inbox/query.ts";
import { LiveStore } from "../../src/live/LiveStore.ts";
import { createLiveLink } from "../../src/live/live-link.ts";
import { detailWith, publicRow, stateRow } from "../events.ts";
import { inboxRow, pagesOf } from "../inbox/rows.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function linked() {
  const cache = new QueryClient();
  const store = new LiveStore();
  const refreshed: unknown[] = [];
  vi.spyOn(cache, "invalidateQueries").mockImplementation(async (filter) => {
    refreshed.push(filter?.queryKey?.[0]);
  });
  cache.setQueryData(keys.conversation("c1"), detailWith([publicRow(1, 0)]));
  const resumed: string[] = [];
  const link = createLiveLink(cache, store);
  const tell = (frame: Parameters<typeof link.onFrame>[0]) =>
    link.onFrame(frame, (id) => resumed.push(id));
  const seqs = () =>
    cache
      .getQueryData<ConversationDetail>(keys.conversation("c1"))
      ?.events.map((event) => event.seq);
  return { cache, tell, seqs, resumed, refreshed, store };
}

describe("socket frames into the cache", () => {
  it("adds a row to the open conversation without fetching it again", () => {
    const { tell, seqs, refreshed, resumed } = linked();
    tell({ ...publicRow(2, 1), conversation: "c1" });
    expect(seqs()).toEqual([1, 2]);
    expect(refreshed).toEqual([]);
    expect(resumed).toEqual([]);
  });

  it("asks from its heads again when a row between was missed", () => {
    const { tell, seqs, resumed } = linked();
    tell({ ...publicRow(4, 4), conversation: "c1" });
    expect(resumed).toEqual(["c1"]);
    tell({ ...publicRow(2, 2), conversation: "c1" });
    tell({ ...publicRow(3, 3), conversation: "c1" });
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  it("fetches the version anew when the state has changed", () => {
    const { tell, refreshed } = linked();
    tell({ ...stateRow(2, 1, "human"), conversation: "c1" });
    expect(refreshed).toEqual(["conversation"]);
  });

  it("shows the page that the shopper is on, without fetching anything", () => {
    const { tell, cache, refreshed } = linked();
    tell({ type: "page", conversation: "c1", page: { url: "https://shop.example/boots" } });
    tell({ type: "page", conversation: "unknown", page: { url: "https://shop.example/" } });
    const shown = cache.getQueryData<ConversationDetail>(keys.conversation("c1"));
    expect(shown?.conversation.page).toEqual({ url: "https://shop.example/boots" });
    expect(cache.getQueryData(keys.conversation("unknown"))).toBeUndefined();
    expect(refreshed).toEqual([]);
  });

  it("leaves a conversation alone that nobody has opened", () => {
    const { tell, resumed, refreshed } = linked();
    tell({ ...publicRow(9, 1), conversation: "unknown" });
    expect([...resumed, ...refreshed]).toEqual([]);
  });

  it("fetches the lists once for a burst of hints", () => {
    const { tell, refreshed } = linked();
    for (let hint = 0; hint < 40; hint += 1) tell({ type: "inbox" });
    vi.advanceTimersByTime(1_000);
    expect(refreshed).toEqual(["inbox", "inbox-counts", "overview"]);
  });

  it("patches the rows that are told instead of fetching, and counts only when a state changed", () => {
    const { tell, refreshed, cache } = linked();
    const first = inboxRow("a", { queued_at: "2026-11-24T12:00:00.000Z" });
    const key = keys.inbox(listKey({ view: "queued" }));
    cache.setQueryData(key, pagesOf([first]));
    const second = inboxRow("b", { queued_at: "2026-11-24T11:00:00.000Z" });
    const ids = () =>
      cache.getQueryData<Pages>(key)?.pages.flatMap((page) => page.items.map((one) => one.id));
    tell({ type: "inbox", rows: [second] });
    expect(ids()).toEqual(["b", "a"]);
    vi.advanceTimersByTime(1_000);
    expect(refreshed).toEqual(["inbox-counts", "overview"]);
    tell({ type: "inbox", rows: [{ ...second, said_seq: 9 }] });
    vi.advanceTimersByTime(1_000);
    expect(refreshed).toEqual(["inbox-counts", "overview"]);
    tell({ type: "inbox", rows: [{ ...second, state: "human", version: 3 }] });
    expect(ids()).toEqual(["a"]);
    vi.advanceTimersByTime(1_000);
    expect(refreshed.length).toBe(4);
    const until = "2026-11-28T09:00:00Z";
    tell({
      type: "inbox",
      rows: [{ ...second, state: "human", version: 3, snoozed_until: until }],
    });
    vi.advanceTimersByTime(1_000);
    expect(refreshed.length).toBe(6);
  });

  it("lets typing fade when its end is never told", () => {
    const { tell, store } = linked();
    tell({ type: "typing", conversation: "c1", on: true });
    expect(store.get().typing.has("c1")).toBe(true);
    vi.advanceTimersByTime(10_000);
    expect(store.get().typing.has("c1")).toBe(false);
  });
});
