import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import type userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Article } from "../../src/api/articles.ts";
import { ArticleEditor } from "../../src/knowledge/ArticleEditor.tsx";
import { BLANK } from "../../src/knowledge/text.ts";
import type { Begun } from "../../src/knowledge/useEditor.ts";
import { ELSEWHERE, openPage } from "../page.tsx";
import { serve } from "../server.ts";
import { SAVED } from "./articles.ts";

const QUIET = {
  "POST /api/console/review": () => ({
    data: {
      asked: 0,
      own: 0,
      stay: 0,
      flips: [],
      missed: [],
      duplicates: [],
      contradictions: [],
      milliseconds: 10,
    },
  }),
  "GET /api/console/pins": () => ({ data: { items: [] } }),
};

async function publish(user: ReturnType<typeof userEvent.setup>) {
  await user.click(screen.getByRole("button", { name: "Publish" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(await dialog.findByRole("button", { name: "Publish" }));
}

function open(article: Article | null, begun?: Begun) {
  const editor = <ArticleEditor article={article} {...(begun ? { begun } : {})} />;
  return openPage([{ path: "/", element: editor }, ELSEWHERE]);
}

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("writing an article", () => {
  it("publishes a new one in one go: created first, then that very version made live", async () => {
    const asked = serve({
      ...QUIET,
      "POST /api/console/articles": (body) => ({
        status: 201,
        data: { ...SAVED, ...body, id: "en:gifts-1", state: "draft", version: 1 },
      }),
      "POST /api/console/articles/en:gifts-1/publish": () => ({
        data: { ...SAVED, id: "en:gifts-1", version: 1 },
      }),
    });
    const { user, router } = open(null);
    await user.type(screen.getByLabelText("Title"), " Gifts ");
    await user.type(screen.getByLabelText("Text"), "We wrap for free.");
    await publish(user);
    await screen.findByText("elsewhere");
    expect(asked.map((one) => one.what).filter((what) => !what.startsWith("GET"))).toEqual([
      "POST /api/console/review",
      "POST /api/console/articles",
      "POST /api/console/articles/en:gifts-1/publish",
    ]);
    expect(asked[1]?.body).toMatchObject({
      title: "Gifts",
      body: "We wrap for free.",
      locale: "en",
    });
    expect(asked[2]?.body).toEqual({ version: 1 });
    expect(router.state.location.pathname).toBe("/knowledge/en%3Agifts-1");
  });

  it("that was begun from a gap is linked to it as soon as it is there", async () => {
    const asked = serve({
      ...QUIET,
      "POST /api/console/articles": (body) => ({
        status: 201,
        data: { ...SAVED, ...body, id: "zh:moon-1", state: "draft", version: 1 },
      }),
      "POST /api/console/gaps/7f/article": () => ({ data: {} }),
    });
    const text = { ...BLANK, title: "Moon", body: "Not yet.", questions: ["能送到月球吗？"] };
    const { user } = open(null, { text, locale: "zh", gap: "7f" });
    expect(screen.getByDisplayValue("能送到月球吗？")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Save draft" }));
    await screen.findByText("elsewhere");
    expect(asked[0]?.body).toMatchObject({ questions: ["能送到月球吗？"], locale: "zh" });
    const linked = asked.find((one) => one.what === "POST /api/console/gaps/7f/article");
    expect(linked?.body).toEqual({ article: "zh:moon-1" });
  });

  it("shows both texts when somebody saved first, and saves what was chosen on top of theirs", async () => {
    const theirs = { ...BLANK, title: "Returns", body: "60 days", questions: SAVED.questions };
    let late = true;
    const asked = serve({
      ...QUIET,
      "PUT /api/console/articles/en:returns": (body) => {
        if (!late) return { data: { ...SAVED, ...body, version: 8, has_draft: true } };
        late = false;
        const error = { code: "stale_version", message: "Somebody saved." };
        return { status: 409, data: { error, yours: {}, theirs, version: 7 } };
      },
    });
    const { user } = open(SAVED);
    await user.type(screen.getByLabelText("Text"), " for all");
    await user.click(screen.getByRole("button", { name: "Save draft" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("60 days")).toBeDefined();
    expect(dialog.getAllByText("30 days for all")).not.toHaveLength(0);
    await user.click(dialog.getByRole("button", { name: "Keep both" }));
    await user.click(dialog.getByRole("button", { name: "Go on with this" }));
    expect(screen.getByLabelText("Text")).toHaveProperty("value", "60 days\n30 days for all");
    await user.click(screen.getByRole("button", { name: "Save draft" }));
    await screen.findByText(/^Draft saved\. Shoppers still get/);
    const saves = asked.filter((one) => one.what.startsWith("PUT"));
    expect(saves.map((one) => one.body.version)).toEqual([3, 7]);
    expect(saves[1]?.body.body).toBe("60 days\n30 days for all");
  });

  it("keeps the text when the dialog is put off, and when saving fails otherwise", async () => {
    serve({
      ...QUIET,
      "PUT /api/console/articles/en:returns": () => ({
        status: 422,
        data: { error: { code: "invalid", message: "title: is too long" } },
      }),
    });
    const { user } = open(SAVED);
    await user.type(screen.getByLabelText("Text"), "!");
    await user.click(screen.getByRole("button", { name: "Save draft" }));
    expect((await screen.findByRole("alert")).textContent).toBe("title: is too long");
    expect(screen.getByLabelText("Text")).toHaveProperty("value", "30 days!");
    expect(screen.getByText("Unsaved changes")).toBeDefined();
  });

  it("asks before unsaved work is left, and not otherwise", async () => {
    const { user, router } = open(SAVED);
    await user.type(screen.getByLabelText("Text"), "!");
    await user.click(screen.getByLabelText("Back to the articles"));
    await user.click(await screen.findByRole("button", { name: "Stay here" }));
    expect(router.state.location.pathname).toBe("/");
    await user.type(screen.getByLabelText("Text"), "{Backspace}");
    await user.click(screen.getByLabelText("Back to the articles"));
    expect(await screen.findByText("elsewhere")).toBeDefined();
  });

  it("puts a question below the one where Enter was pressed, and moves it up", async () => {
    const { user } = open(SAVED);
    await user.type(screen.getByLabelText("Question 1"), "{Enter}what about sale items?");
    await user.click(screen.getByLabelText("Move question 2 up"));
    expect(screen.getByLabelText("Question 1")).toHaveProperty("value", "what about sale items?");
    await user.click(screen.getByLabelText("Remove question 1"));
    expect(screen.queryByLabelText("Question 2")).toBeNull();
  });

  it("plans the text that was just saved for a moment ahead, and drops the plan", async () => {
    const planned = {
      ...SAVED,
      version: 4,
      publish_version: 4,
      publish_at: "2099-01-01T09:00:00Z",
    };
    const asked = serve({
      "PUT /api/console/articles/en:returns": (body) => ({
        data: { ...SAVED, ...body, version: 4, has_draft: true },
      }),
      "POST /api/console/articles/en:returns/schedule": (body) => ({
        data: { ...planned, ...body, body: "30 days!" },
      }),
      "DELETE /api/console/articles/en:returns/schedule": () => ({
        data: { ...SAVED, version: 4, body: "30 days!" },
      }),
    });
    const { user } = open(SAVED);
    await user.type(screen.getByLabelText("Text"), "!");
    await user.click(screen.getByRole("button", { name: "Schedule" }));
    const dialog = within(await screen.findByRole("dialog"));
    fireEvent.change(dialog.getByLabelText("Goes live"), { target: { value: "2020-01-01T09:00" } });
    expect(dialog.getByRole("button", { name: "Schedule" })).toHaveProperty("disabled", true);
    fireEvent.change(dialog.getByLabelText("Goes live"), { target: { value: "2099-01-01T09:00" } });
    await user.click(dialog.getByRole("button", { name: "Schedule" }));
    expect(await screen.findByText(/^This text goes live/)).toBeDefined();
    expect(asked[1]?.body).toMatchObject({ version: 4 });
    await user.click(screen.getByRole("button", { name: "Drop the plan" }));
    await vi.waitFor(() => expect(screen.queryByText(/goes live/)).toBeNull());
  });

  it("takes a question asked in vain, which is settled once the text is published", async () => {
    const asked = serve({
      ...QUIET,
      "POST /api/console/articles/suggestions": () => ({
        data: { items: [{ id: "7f", text: "gift box?", times: 3 }] },
      }),
      "PUT /api/console/articles/en:returns": (body) => ({
        data: { ...SAVED, ...body, version: 4 },
      }),
      "POST /api/console/articles/en:returns/publish": () => ({ data: { ...SAVED, version: 4 } }),
      "POST /api/console/unanswered/7f/settle": () => ({ data: {} }),
    });
    const { user } = open(SAVED);
    await user.click(await screen.findByLabelText("Add: gift box?", {}, { timeout: 3000 }));
    expect(screen.getByLabelText("Question 2")).toHaveProperty("value", "gift box?");
    await publish(user);
    await vi.waitFor(() =>
      expect(asked.map((one) => one.what)).toContain("POST /api/console/unanswered/7f/settle"),
    );
  });

  it("puts a tag on at once and keeps what is being typed", async () => {
    const asked = serve({
      "POST /api/console/articles/en:returns/tags": () => ({
        data: { ...SAVED, tags: ["summer"] },
      }),
    });
    const { user } = open(SAVED);
    await user.type(screen.getByLabelText("Text"), "!");
    await user.type(screen.getByLabelText("Tags"), "Summer{Enter}");
    expect(await screen.findByLabelText("Remove the tag summer")).toBeDefined();
    expect(asked.at(-1)?.body).toEqual({ tag: "Summer" });
    expect(screen.getByLabelText("Text")).toHaveProperty("value", "30 days!");
  });

  it("shows an old text beside the newest and goes back to it in one press", async () => {
    const version = {
      title: "Returns",
      editor: "Mira",
      saved_at: SAVED.updated_at,
      imported: false,
    };
    const asked = serve({
      "GET /api/console/articles/en:returns/history": () => ({
        data: {
          versions: [
            { ...version, number: 3, live: true },
            { ...version, number: 2, live: false },
          ],
          deeds: [{ at: SAVED.updated_at, by: "Ana", deed: "published", detail: "", version: 3 }],
        },
      }),
      "GET /api/console/articles/en:returns/versions/2": () => ({
        data: { ...BLANK, title: "Returns", body: "14 days", questions: SAVED.questions },
      }),
      "POST /api/console/articles/en:returns/return": () => ({
        data: { ...SAVED, body: "14 days", version: 4, live_version: 4 },
      }),
    });
    const { user } = open(SAVED);
    expect(await screen.findByText("Published version 3")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Version 2" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText("14 days")).toBeDefined();
    expect(dialog.getByText("30 days")).toBeDefined();
    await user.click(dialog.getByRole("button", { name: "Go back to it and publish" }));
    await vi.waitFor(() =>
      expect(screen.getByLabelText("Text")).toHaveProperty("value", "14 days"),
    );
    expect(asked.find((one) => one.what.endsWith("/return"))?.body).toEqual({
      version: 3,
      to: 2,
      publish: true,
    });
  });

  it("puts another language beside the text in place of the preview", async () => {
    serve({
      "GET /api/console/articles/en:returns/variants": () => ({
        data: {
          items: [
            { ...BLANK, id: "en:returns", locale: "en", title: "Returns", body: "30 days" },
            {
              ...BLANK,
              id: "zh:returns",
              locale: "zh",
              title: "退货",
              body: "三十天",
              state: "draft",
            },
          ].map((one) => ({
            state: "published",
            updated_at: SAVED.updated_at,
            version: 1,
            ...one,
          })),
        },
      }),
    });
    const { user } = open(SAVED);
    await user.click(await screen.findByRole("button", { name: "Chinese beside" }));
    const beside = within(screen.getByRole("region", { name: "The text in Chinese" }));
    expect(beside.getByText("三十天")).toBeDefined();
    expect(screen.queryByText("As in the chat")).toBeNull();
  });
});
