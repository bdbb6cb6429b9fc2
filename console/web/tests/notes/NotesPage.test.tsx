import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { WaitingNote } from "../../src/api/notes.ts";
import { NotesPage } from "../../src/notes/NotesPage.tsx";
import { openPage } from "../page.tsx";
import { serve } from "../server.ts";

const NOTE: WaitingNote = {
  id: "en:n1",
  version: 1,
  locale: "en",
  title: "Soft scarf",
  body: "It cured my eczema. Write to me@mail.example",
  questions: [],
  author: "Mia",
  date: null,
  product_id: "scarf",
  url: null,
  verified_purchase: false,
  sponsored: false,
  sent_at: "2026-11-24T09:00:00.000Z",
  sent_by: "import",
  claims: [
    { risk: "medical", words: "cured" },
    { risk: "medical", words: "eczema" },
    { risk: "contact", words: "me@mail.example" },
  ],
  notes: 3,
  authors: ["Mia", "Tom"],
  live: 0,
  replaces: null,
  held: false,
};
const OTHER: WaitingNote = { ...NOTE, id: "en:n2", title: "Warm hat", claims: [], notes: 1 };

function open(path = "/notes") {
  return openPage([{ path: "/notes/:view?", element: <NotesPage /> }], { at: path }).user;
}

function queue(...items: WaitingNote[]) {
  return { data: { texts: items.length, notes: items.length + 2, items } };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("reviewing notes", () => {
  it("shows what is risky, who says the same, and approves at the version that was read", async () => {
    let waiting = [NOTE, OTHER];
    const asked = serve({
      "GET /api/console/reviews": () => queue(...waiting),
      "POST /api/console/reviews/decide": () => {
        waiting = [OTHER];
        return { data: { items: [{ id: "en:n1", outcome: "done" }] } };
      },
    });
    const user = open();
    const note = within(await screen.findByRole("article", { name: "Soft scarf" }));
    expect(note.getByText("eczema").className).toContain("claim--medical");
    expect(note.getByText(/3 notes say this, by Mia, Tom/)).toBeDefined();
    await user.click(screen.getAllByRole("button", { name: "Approve" })[0] as HTMLElement);
    await vi.waitFor(() => expect(screen.queryByText("Soft scarf")).toBeNull());
    expect(asked.find((one) => one.what.startsWith("POST"))?.body).toEqual({
      decision: "approve",
      notes: [{ id: "en:n1", version: 1 }],
    });
  });

  it("rejects all that were chosen at once", async () => {
    const asked = serve({
      "GET /api/console/reviews": () => queue(NOTE, OTHER),
      "POST /api/console/reviews/decide": () => ({ data: { items: [] } }),
    });
    const user = open();
    await user.click(await screen.findByLabelText("Choose all shown"));
    await user.click(screen.getByRole("button", { name: "Reject chosen" }));
    await vi.waitFor(() =>
      expect(asked.find((one) => one.what.startsWith("POST"))?.body).toMatchObject({
        decision: "reject",
        notes: [
          { id: "en:n1", version: 1 },
          { id: "en:n2", version: 1 },
        ],
      }),
    );
  });

  it("asks why before an author is put into quarantine", async () => {
    const asked = serve({
      "GET /api/console/reviews": () => queue(NOTE),
      "POST /api/console/reviews/quarantine": () => ({ data: { author: "Mia", notes: 4 } }),
    });
    const user = open();
    await user.click(await screen.findByRole("button", { name: "Quarantine author" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.type(dialog.getByRole("textbox"), "Advertises");
    await user.click(dialog.getByRole("button", { name: "Quarantine" }));
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(asked.find((one) => one.what.startsWith("POST"))?.body).toEqual({
      author: "Mia",
      reason: "Advertises",
    });
  });

  it("says so when nothing waits, and offers no approval of what is held", async () => {
    serve({
      "GET /api/console/reviews": () => queue({ ...NOTE, held: true }),
      "GET /api/console/reviews/quarantine": () => ({ data: { items: [] } }),
    });
    open("/notes/held");
    await screen.findByRole("article", { name: "Soft scarf" });
    expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
    cleanup();
    serve({ "GET /api/console/reviews": () => ({ data: { texts: 0, notes: 0, items: [] } }) });
    open();
    await screen.findByText("Nothing waits for review");
  });
});
