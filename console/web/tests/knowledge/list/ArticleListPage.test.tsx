import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ArticleListPage } from "../../../src/knowledge/ArticleListPage.tsx";
import { openPage } from "../../page.tsx";
import { serve } from "../../server.ts";
import { row } from "../articles.ts";

const LIST = "GET /api/console/articles";

function open(address = "/") {
  return openPage([{ path: "*", element: <ArticleListPage /> }], { at: address });
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the list of articles", () => {
  it("says how many are meant, does it hundred by hundred, and says what became of each", async () => {
    const all = Array.from({ length: 250 }, (_, number) => row(number));
    const asked = serve({
      [LIST]: () => ({ data: { items: all.slice(0, 50), total: 250 } }),
      "GET /api/console/articles/matching": () => ({ data: { items: all, total: 250 } }),
      "POST /api/console/articles/bulk": (body) => ({
        data: {
          results: (body.items as { id: string }[]).map(({ id }) => ({
            id,
            outcome: id === "en:a7" ? "changed_meanwhile" : "done",
            message: id === "en:a7" ? "Somebody saved it meanwhile." : "",
          })),
        },
      }),
    });
    const { user } = open();
    await user.click(await screen.findByLabelText("Tick all on this page"));
    expect(screen.getByText("50 articles")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Take all 250 results" }));
    await user.click(screen.getByRole("button", { name: "Publish" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText("Publish 250 articles?")).toBeDefined();
    await user.click(dialog.getByRole("button", { name: "Publish" }));
    expect(await dialog.findByText("Saved by somebody meanwhile: 1 · Done: 249")).toBeDefined();
    const batches = asked.filter((one) => one.what.endsWith("/bulk"));
    expect(batches.map((one) => (one.body.items as unknown[]).length)).toEqual([100, 100, 50]);
    expect(dialog.getAllByRole("listitem")[0]?.textContent).toContain("Article 7");
  });

  it("goes on where it stopped when the network fails in between", async () => {
    const all = Array.from({ length: 150 }, (_, number) => row(number));
    let calls = 0;
    const asked = serve({
      [LIST]: () => ({ data: { items: all, total: 150 } }),
      "POST /api/console/articles/bulk": (body) => {
        calls += 1;
        if (calls === 2) return { status: 503, data: { error: { code: "x", message: "Away." } } };
        const items = body.items as { id: string }[];
        return { data: { results: items.map(({ id }) => ({ id, outcome: "done", message: "" })) } };
      },
    });
    const { user } = open();
    await user.click(await screen.findByLabelText("Tick all on this page"));
    await user.click(screen.getByRole("button", { name: "Add a tag" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Tag"), "summer");
    await user.click(dialog.getByRole("button", { name: "Add the tag" }));
    expect(await dialog.findByText("Away.")).toBeDefined();
    expect(dialog.getByText("Done: 100 · Not tried: 50")).toBeDefined();
    await user.click(dialog.getByRole("button", { name: "Go on with 50 articles" }));
    expect(await dialog.findByText("Done: 150")).toBeDefined();
    expect(asked.filter((one) => one.what.endsWith("/bulk")).at(-1)?.body).toMatchObject({
      deed: "add_tag",
      tag: "summer",
    });
  });

  it("keeps its filters and page in the address, and forgets ticks when they change", async () => {
    serve({ [LIST]: () => ({ data: { items: [row(1)], total: 120 } }) });
    const { user, router } = open("/?state=draft");
    await user.click(await screen.findByLabelText("Tick Article 1"));
    await user.click(screen.getByRole("button", { name: /^Next/ }));
    expect(router.state.location.search).toBe("?state=draft&page=2");
    expect(await screen.findByText("51–100 of 120")).toBeDefined();
    expect(screen.getByText("1 article")).toBeDefined();
    await user.selectOptions(screen.getByLabelText("Attention"), "Never said");
    expect(router.state.location.search).toBe("?state=draft&attention=never_used");
    await vi.waitFor(() => expect(screen.queryByText("1 article")).toBeNull());
  });

  it("keeps both of two filters that are set before either is shown", async () => {
    serve({ [LIST]: () => ({ data: { items: [row(1)], total: 1 } }) });
    const { router } = open();
    await screen.findByText("Article 1");
    fireEvent.change(screen.getByLabelText("State"), { target: { value: "draft" } });
    fireEvent.change(screen.getByLabelText("Language"), { target: { value: "zh" } });
    await vi.waitFor(() => expect(router.state.location.search).toBe("?state=draft&locale=zh"));
  });

  it("says what will appear where nothing is written, and where no article fits", async () => {
    serve({ [LIST]: () => ({ data: { items: [], total: 0 } }) });
    open();
    expect(await screen.findByText("Nothing written yet")).toBeDefined();
    cleanup();
    open("/?tag=none");
    expect(await screen.findByText("No article fits")).toBeDefined();
  });
});
