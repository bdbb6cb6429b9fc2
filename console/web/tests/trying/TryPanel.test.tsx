import { cleanup, screen, within } from "@testing-library/react";
import type userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TryPanel } from "../../src/knowledge/TryPanel.tsx";
import type { Pin, TriedPassage } from "../../src/trying/pins.ts";
import { openPage } from "../page.tsx";
import { serve } from "../server.ts";

const PIN: Pin = {
  id: "7f",
  article_key: "en:gifts",
  question: "do you wrap?",
  kind: "pin",
  author: "Ben",
  created_at: "2026-11-24T09:00:00.000Z",
  undone_at: null,
  undone_by: null,
};

function passage(article: string, change: Partial<TriedPassage> = {}): TriedPassage {
  return {
    id: article,
    article_id: article,
    key: `en:${article}`,
    title: article,
    text: `About ${article}.`,
    score: 0.6,
    tier: "official",
    url: null,
    locale: "en",
    author: null,
    date: null,
    pinned: false,
    held_back: false,
    pin: null,
    reasons: {
      matches: [
        { part: "question", text: "is it wrapped?", meaning: 0.81, words: 0.5 },
        { part: "title", text: article, meaning: 0.4, words: 0 },
      ],
      words: ["wrap", "paper"],
      codes: [],
    },
    ...change,
  };
}

function open(passages: readonly TriedPassage[], pins: readonly Pin[] = []) {
  const asked = serve({
    "POST /api/console/articles/try": (body) => ({
      data: { query: body.query, answered: true, answers_from: 0.44, buyers: false, passages },
    }),
    "GET /api/console/pins": () => ({ data: { items: pins } }),
    "POST /api/console/pins": () => ({ status: 201, data: PIN }),
    "POST /api/console/pins/7f/undo": () => ({ data: PIN }),
  });
  const panel = (
    <TryPanel locale="en" articleId="gifts" questions={[]} published={0} dirty={false} />
  );
  return { asked, user: openPage([{ path: "/", element: panel }]).user };
}

async function ask(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText("As a shopper would ask"), "do you wrap?");
  await user.click(screen.getByRole("button", { name: "Ask" }));
}

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("trying a question", () => {
  it("says why a passage was found", async () => {
    const { user } = open([passage("gifts")]);
    await ask(user);
    await user.click(await screen.findByText("Why: a question it answers is nearest, 81 % alike"));
    expect(screen.getByText("is it wrapped?")).toBeDefined();
    expect(screen.getByText("wrap, paper")).toBeDefined();
    expect(screen.getByText("The bot answers with “gifts”")).toBeDefined();
  });

  it("chooses an article for the question that was asked, and asks again", async () => {
    const { asked, user } = open([passage("gifts"), passage("boxes")]);
    await ask(user);
    await user.click(await screen.findByRole("button", { name: "Answer this with boxes" }));
    await vi.waitFor(() =>
      expect(asked.filter((one) => one.what.endsWith("/try"))).toHaveLength(2),
    );
    expect(asked.find((one) => one.what === "POST /api/console/pins")?.body).toEqual({
      article: "en:boxes",
      question: "do you wrap?",
      kind: "pin",
    });
  });

  it("does not offer a buyer's note as the answer", async () => {
    const { user } = open([passage("note", { tier: "community" })]);
    await ask(user);
    await screen.findByRole("button", { name: "Do not answer this with note" });
    expect(screen.queryByRole("button", { name: "Answer this with note" })).toBeNull();
  });

  it("shows who decided, and takes it back", async () => {
    const taken = { ...PIN, id: "8e", undone_by: "Ada", undone_at: PIN.created_at };
    const { asked, user } = open([passage("gifts", { pinned: true, pin: PIN })], [PIN, taken]);
    await ask(user);
    const decided = within(await screen.findByRole("region", { name: "Decided for this article" }));
    expect(decided.getByText("taken back by Ada")).toBeDefined();
    await screen.findByText("chosen");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await vi.waitFor(() =>
      expect(asked.map((one) => one.what)).toContain("POST /api/console/pins/7f/undo"),
    );
  });
});
