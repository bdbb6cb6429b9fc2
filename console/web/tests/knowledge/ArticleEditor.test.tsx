import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Tooltip } from "radix-ui";
import { createMemoryRouter, RouterProvider } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Article } from "../../src/api/types.ts";
import { ArticleEditor } from "../../src/knowledge/ArticleEditor.tsx";
import { BLANK } from "../../src/knowledge/text.ts";
import { serve } from "../server.ts";

const SAVED: Article = {
  ...BLANK,
  id: "en:returns",
  article_id: "returns",
  title: "Returns",
  body: "30 days",
  questions: ["can I send it back?"],
  locale: "en",
  state: "published",
  version: 3,
  live_version: 3,
  has_draft: false,
  updated_at: "2026-11-24T09:00:00.000Z",
  published_at: "2026-11-24T09:00:00.000Z",
  editor: "Mira",
  live: null,
};

function open(article: Article | null, search = "") {
  const router = createMemoryRouter(
    [
      { path: "/", element: <ArticleEditor article={article} /> },
      { path: "*", element: <p>elsewhere</p> },
    ],
    { initialEntries: [`/${search}`] },
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Tooltip.Provider>
        <RouterProvider router={router} />
      </Tooltip.Provider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), router };
}

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("writing an article", () => {
  it("publishes a new one in one go: created first, then that very version made live", async () => {
    const asked = serve({
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
    await user.click(screen.getByRole("button", { name: "Publish" }));
    await screen.findByText("elsewhere");
    expect(asked.map((one) => one.what)).toEqual([
      "POST /api/console/articles",
      "POST /api/console/articles/en:gifts-1/publish",
    ]);
    expect(asked[0]?.body).toMatchObject({
      title: "Gifts",
      body: "We wrap for free.",
      locale: "en",
    });
    expect(asked[1]?.body).toEqual({ version: 1 });
    expect(router.state.location.pathname).toBe("/knowledge/en%3Agifts-1");
  });

  it("begins with a shopper's question, which is settled once the article is published", async () => {
    const asked = serve({
      "POST /api/console/articles": (body) => ({
        status: 201,
        data: { ...SAVED, ...body, id: "zh:moon-1", state: "draft", version: 1 },
      }),
      "POST /api/console/articles/zh:moon-1/publish": () => ({
        data: { ...SAVED, id: "zh:moon-1", version: 1 },
      }),
      "POST /api/console/unanswered/7f/settle": () => ({ data: {} }),
    });
    const question = encodeURIComponent("能送到月球吗？");
    const { user } = open(null, `?question=${question}&locale=zh-CN&settles=7f`);
    expect(screen.getByDisplayValue("能送到月球吗？")).toBeDefined();
    await user.type(screen.getByLabelText("Title"), "Moon");
    await user.type(screen.getByLabelText("Text"), "Not yet.");
    await user.click(screen.getByRole("button", { name: "Publish" }));
    await screen.findByText("elsewhere");
    expect(asked[0]?.body).toMatchObject({ questions: ["能送到月球吗？"], locale: "zh" });
    expect(asked.at(-1)?.what).toBe("POST /api/console/unanswered/7f/settle");
  });

  it("shows both texts when somebody saved first, and saves what was chosen on top of theirs", async () => {
    const theirs = { ...BLANK, title: "Returns", body: "60 days", questions: SAVED.questions };
    let late = true;
    const asked = serve({
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
    expect(asked.map((one) => one.body.version)).toEqual([3, 7]);
    expect(asked[1]?.body.body).toBe("60 days\n30 days for all");
  });

  it("keeps the text when the dialog is put off, and when saving fails otherwise", async () => {
    serve({
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
});
