import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { keys } from "../../src/api/queries.ts";
import type { InboxRow } from "../../src/api/types.ts";
import { markRead, type Pages, patchPages } from "../../src/inbox/patching.ts";
import { compareRows, type InboxQuery, listKey, queryOfKey } from "../../src/inbox/query.ts";
import { inboxRow, pagesOf } from "./rows.ts";

const QUEUE: InboxQuery = { view: "queued" };
const minute = (at: number) => `2026-11-24T12:${String(at).padStart(2, "0")}:00.000Z`;
const waiting = (id: string, at: number, change: Partial<InboxRow> = {}) =>
  inboxRow(id, { queued_at: minute(at), updated_at: minute(at), ...change });

function patched(pages: Pages, rows: readonly InboxRow[], query = QUEUE): string[] | undefined {
  const result = patchPages(pages, rows, query, "me");
  return result?.pages.flatMap((page) => page.items.map((item) => item.id));
}

describe("a row that changed", () => {
  const pages = pagesOf([waiting("a", 1), waiting("b", 2), waiting("d", 4)]);

  it("comes in where it belongs, and goes when it no longer does", () => {
    expect(patched(pages, [waiting("c", 3)])).toEqual(["a", "b", "c", "d"]);
    expect(patched(pages, [waiting("b", 2, { state: "human" })])).toEqual(["a", "d"]);
    expect(patched(pages, [waiting("a", 9)])).toEqual(["b", "d", "a"]);
  });

  it("comes with its own page when it lies behind what was fetched", () => {
    expect(patched(pagesOf([waiting("a", 1)], "place"), [waiting("z", 9)])).toEqual(["a"]);
  });

  it("is let in only where it fits what the list is narrowed to", () => {
    const query: InboxQuery = { view: "queued", locale: "zh" };
    expect(patched(pagesOf([]), [waiting("a", 1)], query)).toEqual([]);
    expect(patched(pagesOf([]), [waiting("a", 1, { locale: "zh" })], query)).toEqual(["a"]);
    const angry: InboxQuery = { view: "queued", mood: "angry" };
    const calmed = pagesOf([waiting("a", 1, { mood: "angry" })]);
    expect(patched(calmed, [waiting("b", 2, { mood: "angry" })], angry)).toEqual(["a", "b"]);
    expect(patched(calmed, [waiting("a", 1)], angry)).toEqual([]);
  });

  it("is mine while I have it", () => {
    const mine = waiting("a", 1, { state: "human", assignee: { id: "me", name: "Me" } });
    expect(patched(pagesOf([]), [mine], { view: "mine" })).toEqual(["a"]);
    const theirs = { ...mine, assignee: { id: "you", name: "You" } };
    expect(patched(pagesOf([mine]), [theirs], { view: "mine" })).toEqual([]);
  });

  it("is left to the server where only that knows whose team it is for", () => {
    const row = waiting("a", 1, { team: "t1" });
    expect(patched(pagesOf([]), [row], { view: "team" })).toBeUndefined();
    expect(patched(pagesOf([row]), [row], { view: "team" })).toEqual(["a"]);
  });

  it("counts what the shopper said meanwhile as unread", () => {
    const unread = (change: Partial<InboxRow>) =>
      patchPages(pages, [waiting("a", 1, change)], QUEUE, "me")?.pages[0]?.items[0]?.unread;
    expect(unread({ said_seq: 2 })).toBe(2);
    expect(unread({ last: { text: "hi", at: minute(2), role: "agent" } })).toBe(1);
  });

  it("leaves the other rows the very same, so that nothing else is drawn again", () => {
    const result = patchPages(pages, [waiting("b", 2)], QUEUE, "me");
    expect(result?.pages[0]?.items[0]).toBe(pages.pages[0]?.items[0]);
  });
});

describe("any sequence of changes", () => {
  it("leaves the list as a fetch of all would give it", () => {
    let random = 7;
    const next = (below: number) => {
      random = (random * 48_271) % 2_147_483_647;
      return random % below;
    };
    let pages = pagesOf([]);
    const truth = new Map<string, InboxRow>();
    for (let step = 0; step < 500; step += 1) {
      const state = (["queued", "human", "closed", "bot"] as const)[next(4)] ?? "queued";
      const row = waiting(`c${next(40)}`, next(60), { state });
      truth.set(row.id, row);
      pages = patchPages(pages, [row], QUEUE, "me") ?? pages;
    }
    const expected = [...truth.values()]
      .filter((row) => row.state === "queued")
      .sort((a, b) => compareRows("queued", a, b));
    expect(pages.pages[0]?.items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });
});

describe("the key of a list", () => {
  it("says what was asked for, and is read back", () => {
    const query: InboxQuery = { view: "all", reason: "angry", order: "#W1" };
    expect(queryOfKey(listKey(query))).toEqual(query);
    expect(queryOfKey("view=nonsense")).toBeNull();
  });
});

it("what was read is unread in no list", () => {
  const cache = new QueryClient();
  const key = keys.inbox(listKey(QUEUE));
  cache.setQueryData(key, pagesOf([waiting("a", 1), waiting("b", 2)]));
  markRead(cache, "a");
  const items = cache.getQueryData<Pages>(key)?.pages[0]?.items;
  expect(items?.map((item) => item.unread)).toEqual([0, 1]);
});
