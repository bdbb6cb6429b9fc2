import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { effectOf, verdictOf } from "../../src/gaps/effect.ts";
import { GapsPage } from "../../src/gaps/GapsPage.tsx";
import type { Gap } from "../../src/gaps/gaps.ts";
import { ELSEWHERE, openPage } from "../page.tsx";
import { serve } from "../server.ts";

const GAP: Gap = {
  id: "7f",
  text: "moon?",
  language: "en",
  times: 12,
  badly_rated: 2,
  first_at: "2026-10-01T09:00:00.000Z",
  last_at: "2026-11-24T09:00:00.000Z",
  weeks: [0, 0, 1, 1, 2, 2, 3, 3],
  trend: "rising",
  questions: [
    {
      text: "do you ship to the moon?",
      times: 9,
      badly_rated: 2,
      last_at: "2026-11-24T09:00:00.000Z",
      conversation: "c1",
    },
    {
      text: "moon delivery",
      times: 3,
      badly_rated: 0,
      last_at: "2026-11-20T09:00:00.000Z",
      conversation: "c2",
    },
  ],
  article: null,
  written_by: null,
  effect: null,
  dismissed_by: null,
};
const WRITTEN: Gap = {
  ...GAP,
  article: { id: "en:moon", title: "The moon", state: "published" },
  written_by: "Ada",
  effect: { since: "2026-11-20T09:00:00.000Z", asked: 10, answered: 9, by_article: 8 },
};

function open(items: Partial<Record<string, Gap[]>>, waiting = 0) {
  const asked: string[] = [];
  serve({
    "GET /api/console/gaps": () => ({ data: { items: [], total: 0, waiting } }),
    "POST /api/console/gaps/7f/dismiss": () => ({ data: {} }),
  });
  const answering = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    asked.push(`${init.method ?? "GET"} ${path}`);
    const state = new URL(path, "http://x").searchParams.get("state");
    if (!state) return answering(path, init);
    const found = items[state] ?? [];
    return new Response(JSON.stringify({ items: found, total: found.length, waiting }));
  });
  return { asked, ...openPage([{ path: "/", element: <GapsPage /> }, ELSEWHERE]) };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("gaps", () => {
  it("show the wording asked most, how often, the trend, and the way to the article", async () => {
    const { router, user } = open({ open: [GAP] });
    expect(await screen.findByText("do you ship to the moon?")).toBeDefined();
    expect(screen.getByText("12 times")).toBeDefined();
    expect(screen.getByText("Asked more often")).toBeDefined();
    expect(screen.getByText("2 badly rated")).toBeDefined();
    expect(screen.getByRole("img", { name: /last 8 weeks: 0, 0, 1, 1, 2, 2, 3, 3/ })).toBeDefined();
    await user.click(screen.getByRole("link", { name: "Write the article" }));
    expect(router.state.location.pathname + router.state.location.search).toBe(
      "/knowledge/new?gap=7f",
    );
  });

  it("that were written for show what came of it", async () => {
    const { user } = open({ written: [WRITTEN] });
    await user.click(await screen.findByRole("button", { name: "Written" }));
    expect(await screen.findByText("Closed")).toBeDefined();
    expect(
      screen.getByText("Asked 10 times since, 9 answered, 8 of them with this article."),
    ).toBeDefined();
  });

  it("are dismissed on the server, and new questions that wait are told", async () => {
    const { asked, user } = open({ open: [GAP] }, 3);
    expect(await screen.findByText("3 new questions are being sorted in.")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(asked).toContain("POST /api/console/gaps/7f/dismiss");
  });

  it("say what will appear where there are none", async () => {
    open({});
    expect(await screen.findByText("Nothing is left unanswered")).toBeDefined();
  });
});

describe("the effect of an article", () => {
  const effect = (asked: number, answered: number, by_article = answered) => ({
    since: "2026-11-20T09:00:00.000Z",
    asked,
    answered,
    by_article,
  });

  it("is unknown before the question was asked again", () => {
    expect(verdictOf(effect(0, 0))).toBe("unknown");
    expect(effectOf(effect(0, 0))).toBe("Not asked again since.");
  });

  it("is a gap closed, partly closed or still open, by the share that was answered", () => {
    expect(verdictOf(effect(10, 8))).toBe("closed");
    expect(verdictOf(effect(10, 5))).toBe("partly");
    expect(verdictOf(effect(10, 1))).toBe("open");
    expect(effectOf(effect(1, 1))).toBe("Asked 1 time since, always answered, with this article.");
    expect(effectOf(effect(4, 0))).toBe("Asked 4 times since, and never answered.");
  });
});
