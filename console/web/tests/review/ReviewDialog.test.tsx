import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { BLANK } from "../../src/knowledge/text.ts";
import { markedParts } from "../../src/review/marking.ts";
import { ReviewDialog } from "../../src/review/ReviewDialog.tsx";
import { type Flip, needsLook, type Review } from "../../src/review/review.ts";
import { serve } from "../server.ts";

const ANSWER = { key: "en:returns", title: "Returns", text: "Within 30 days.", score: 0.8 };
const QUIET: Review = {
  asked: 500,
  own: 1,
  stay: 501,
  flips: [],
  missed: [],
  duplicates: [],
  contradictions: [],
  milliseconds: 1_234,
};

function flip(question: string, change: Partial<Flip>): Flip {
  const plain = { question, locale: "en", times: 1, own: false, before: null, after: null };
  return { ...plain, kind: "gained", ...change };
}

function open(review: Review | null, deed: "publish" | "archive" = "publish") {
  const asked = serve({
    "POST /api/console/review": () =>
      review
        ? { data: review }
        : { status: 503, data: { error: { code: "unavailable", message: "The index is away." } } },
  });
  const onConfirm = vi.fn();
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ReviewDialog
        deed={deed}
        articleKey="en:returns"
        text={{ ...BLANK, title: " Returns ", questions: ["how long?", ""] }}
        locale="en"
        onConfirm={onConfirm}
        onClose={onClose}
      />
    </QueryClientProvider>,
  );
  return { asked, onConfirm, onClose, user: userEvent.setup() };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("before publishing", () => {
  it("asks with the text as it would be saved, and goes on only when told to", async () => {
    const { asked, onConfirm, user } = open(QUIET);
    expect(await screen.findByText(/every answer stays as it is/)).toBeDefined();
    expect(screen.getByText(/500 questions of shoppers and 1 of its own/)).toBeDefined();
    expect(asked[0]?.body).toMatchObject({
      key: "en:returns",
      text: { title: "Returns", questions: ["how long?"], locale: "en" },
    });
    expect(onConfirm).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Publish" }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });

  it("lists what is lost first, with the answer now and then", async () => {
    open({
      ...QUIET,
      stay: 499,
      flips: [
        flip("gift wrap?", { times: 7, after: { ...ANSWER, text: "We wrap." } }),
        flip("how long?", { kind: "lost", before: ANSWER }),
      ],
    });
    const titles = (await screen.findAllByRole("heading", { level: 3 })).map((h) => h.textContent);
    expect(titles).toEqual(["No longer answered 1", "Answered from now on 1"]);
    const lost = within(screen.getByRole("region", { name: "No longer answered" }));
    expect(lost.getByText("Within 30 days.")).toBeDefined();
    expect(lost.getByText(/The bot says that it does not know/)).toBeDefined();
    expect(screen.getByText("7 times")).toBeDefined();
    expect(screen.getByText(/2 answers change, 499 stay/)).toBeDefined();
  });

  it("marks where two articles say something else, and shows five of a long list", async () => {
    const clash = {
      key: "en:other",
      title: "Other",
      yours: "Back within 14 days.",
      theirs: "Back within 30 days.",
      yours_says: ["14 days"],
      theirs_says: ["30 days"],
      is_new: true,
    };
    const { user } = open({ ...QUIET, contradictions: Array.from({ length: 7 }, () => clash) });
    await screen.findByText(/Says something else/);
    expect(screen.getAllByText("14 days", { selector: "mark" })).toHaveLength(5);
    await user.click(screen.getByRole("button", { name: "Show all 7" }));
    expect(screen.getAllByText("30 days", { selector: "mark" })).toHaveLength(7);
  });

  it("says when it could not be found out, and holds nobody up", async () => {
    const { onConfirm, user } = open(null);
    expect((await screen.findByRole("alert")).textContent).toContain("The index is away.");
    await user.click(screen.getByRole("button", { name: "Publish unchecked" }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });

  it("asks without the article where it is to be taken away", async () => {
    const { asked } = open(QUIET, "archive");
    await screen.findByRole("button", { name: "Archive" });
    expect(asked[0]?.body).toEqual({ key: "en:returns", text: null });
  });
});

describe("a review", () => {
  it("needs a look where something is lost or moved, not where all is gain", () => {
    const gained = { ...QUIET, flips: [flip("gift wrap?", {})] };
    expect(needsLook(gained)).toBe(false);
    expect(needsLook({ ...gained, flips: [flip("how long?", { kind: "given" })] })).toBe(true);
  });

  it("marks each spot once, in the order of the text", () => {
    expect(markedParts("2 to 5 days, then 9", ["9", "2 to 5 days", "none"])).toEqual([
      { text: "2 to 5 days", marked: true },
      { text: ", then ", marked: false },
      { text: "9", marked: true },
    ]);
  });
});
