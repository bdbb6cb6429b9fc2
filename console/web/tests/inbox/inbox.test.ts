import { describe, expect, it } from "vitest";
import type { InboxItem } from "../../src/api/types.ts";
import { isAt } from "../../src/inbox/filters.ts";
import { joinPages, waitsSince } from "../../src/inbox/inbox.ts";
import { step } from "../../src/inbox/selection.ts";
import { inboxRow } from "./rows.ts";

describe("moving through the list with j and k", () => {
  const ids = ["a", "b", "c"];

  it("begins with the first row", () => {
    expect(step(ids, null, 1)).toBe("a");
    expect(step(ids, "gone", -1)).toBe("a");
  });

  it("moves by one and stays at the ends", () => {
    expect(step(ids, "a", 1)).toBe("b");
    expect(step(ids, "c", 1)).toBe("c");
    expect(step(ids, "a", -1)).toBe("a");
  });

  it("leads nowhere in an empty list", () => {
    expect(step([], null, 1)).toBeNull();
  });
});

describe("pages of the list", () => {
  it("show a conversation once that moved between two fetches", () => {
    const item = (id: string) => ({ id }) as InboxItem;
    const counts = { queued: 1, mine: 0, team: 0, all: 3 };
    const pages = [
      { items: [item("a"), item("b")], counts, next: "place", target_s: 120 },
      { items: [item("b"), item("c")], counts, next: null, target_s: 120 },
    ];
    const joined = joinPages(pages);
    expect(joined.items.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(joined.targetS).toBe(120);
  });
});

describe("the wait in a row", () => {
  const asked = "2026-11-24T12:00:00.000Z";
  const said = "2026-11-24T12:05:00.000Z";
  const held = (role: "shopper" | "bot" | "agent", queued_at: string | null = asked) =>
    waitsSince(inboxRow("a", { state: "human", queued_at, last: { text: "x", at: said, role } }));

  it("begins with the wish for a person", () => {
    expect(waitsSince(inboxRow("a"))).toBe(asked);
  });

  it("goes on after a claim until its agent says something", () => {
    expect(held("bot")).toBe(asked);
    expect(held("agent")).toBeNull();
    expect(held("shopper")).toBe(said);
  });

  it("is none where nobody has asked for a person", () => {
    expect(held("bot", null)).toBeNull();
    expect(waitsSince(inboxRow("a", { state: "bot" }))).toBeNull();
  });
});

describe("a saved filter", () => {
  const filter = { id: "f", name: "Chinese", query: { view: "all", locale: "zh" } } as const;

  it("is where its list is, with a conversation open or none", () => {
    expect(isAt(filter, "/inbox/all", "?locale=zh")).toBe(true);
    expect(isAt(filter, "/inbox/all/abc", "?locale=zh")).toBe(true);
  });

  it("is not where its view is narrowed otherwise or not at all", () => {
    expect(isAt(filter, "/inbox/all", "")).toBe(false);
    expect(isAt(filter, "/inbox/all", "?locale=en")).toBe(false);
    expect(isAt(filter, "/inbox/allow", "?locale=zh")).toBe(false);
  });
});
