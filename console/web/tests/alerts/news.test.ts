import { describe, expect, it, vi } from "vitest";
import { Bell } from "../../src/alerts/bell.ts";
import { NewsReader } from "../../src/alerts/news.ts";
import type { InboxRow } from "../../src/api/types.ts";
import { inboxRow } from "../inbox/rows.ts";

const NOW = Date.parse("2026-11-24T12:00:10.000Z");
const mine = (change: Partial<InboxRow> = {}) =>
  inboxRow("a", { state: "human", assignee: { id: "me", name: "Me" }, ...change });

function reader({ watched = null as string | null } = {}) {
  const news = new NewsReader();
  return (row: InboxRow, now = NOW) =>
    news.read([row], { myId: "me", watched, now }).map(({ kind }) => kind);
}

describe("news for an agent", () => {
  it("is a chat that begins to wait, once", () => {
    const read = reader();
    expect(read(inboxRow("a", { state: "bot", queued_at: null }))).toEqual([]);
    expect(read(inboxRow("a"))).toEqual(["chat"]);
    expect(read(inboxRow("a", { said_seq: 5 }))).toEqual([]);
  });

  it("is no chat that has waited since before the page was opened", () => {
    expect(reader()(inboxRow("a"), NOW + 120_000)).toEqual([]);
  });

  it("is what a shopper says to me, not what I or the bot say", () => {
    const read = reader();
    read(mine());
    expect(read(mine({ said_seq: 2 }))).toEqual(["message"]);
    const last = { text: "hi", at: "2026-11-24T12:00:00.000Z", role: "agent" };
    expect(read(mine({ last }))).toEqual([]);
    expect(read(mine({ said_seq: 3, assignee: { id: "you", name: "You" } }))).toEqual([]);
  });

  it("is nothing in the conversation that I look at", () => {
    const read = reader({ watched: "a" });
    read(mine());
    expect(read(mine({ said_seq: 2 }))).toEqual([]);
  });
});

describe("the bell", () => {
  it("stays silent until a click has allowed it", () => {
    const context = { state: "suspended", resume: vi.fn(async () => {}) };
    const bell = new Bell(() => context as unknown as AudioContext);
    expect(bell.ring("chat")).toBe(false);
    bell.unlock();
    expect(context.resume).toHaveBeenCalledOnce();
    expect(bell.ring("chat")).toBe(false);
  });
});
