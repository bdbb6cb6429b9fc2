import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ImportRun } from "../../src/api/imports.ts";
import { ImportPage } from "../../src/imports/ImportPage.tsx";
import { ELSEWHERE, openPage } from "../page.tsx";

const RUN: ImportRun = {
  id: "a".repeat(32),
  source: "rules.jsonl",
  dry_run: true,
  state: "done",
  done: 2,
  total: 2,
  created: 2,
  updated: 0,
  unchanged: 0,
  waiting: 2,
  bad: 1,
  problems: ["line 2: title is missing"],
  failure: "",
  started_by: "Ana",
  started_at: "2026-11-24T09:00:00.000Z",
  ended_at: "2026-11-24T09:00:01.000Z",
};

interface Asked {
  readonly what: string;
  readonly search: URLSearchParams;
  readonly body: unknown;
}

/** Answers like the server, which keeps one import after the other. */
function serve(refused: string | null = null): Asked[] {
  const asked: Asked[] = [];
  let last = RUN;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const url = new URL(path, "http://console.test");
    const what = `${init.method ?? "GET"} ${url.pathname.replace("/api/console", "")}`;
    asked.push({ what, search: url.searchParams, body: init.body });
    const json = (data: unknown, status = 200) => new Response(JSON.stringify(data), { status });
    if (what === "POST /imports/file" || what === "POST /imports/address") {
      if (refused) return json({ error: { code: "invalid", message: refused } }, 422);
      const dry = String(init.body).includes('"dry_run":true') || url.searchParams.get("dry_run");
      last = { ...RUN, dry_run: dry === true || dry === "true" };
      return json({ ...last, state: "running" }, 202);
    }
    if (what === `GET /imports/${RUN.id}`) return json(last);
    return json({ items: [] });
  });
  return asked;
}

function open() {
  return openPage([{ path: "/", element: <ImportPage /> }, ELSEWHERE]).user;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("importing", () => {
  it("checks a file first, names each bad line, and imports only then", async () => {
    const asked = serve();
    const user = open();
    const file = new File(["{}"], "rules.jsonl");
    await user.upload(screen.getByLabelText("Choose a file"), file);
    await user.click(screen.getByRole("button", { name: "Check" }));
    await screen.findByText("line 2: title is missing");
    expect(screen.getByText(/Nothing was changed yet/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Import what is good" }));
    await screen.findByText("rules.jsonl is imported.");
    const sent = asked.filter((one) => one.what === "POST /imports/file");
    expect(sent.map((one) => one.search.get("dry_run"))).toEqual(["true", "false"]);
    expect(sent.map((one) => one.body)).toEqual([file, file]);
    expect(sent[0]?.search.get("publish")).toBe("false");
  });

  it("lets buyers' notes never go live at once", async () => {
    const asked = serve();
    const user = open();
    await user.click(screen.getByLabelText(/Shoppers get it at once/));
    await user.selectOptions(screen.getByLabelText("It holds"), "notes");
    expect(screen.getByLabelText(/wait for review/)).toHaveProperty("disabled", true);
    await user.type(screen.getByLabelText(/the address of a page/), "https://shop.example/notes");
    await user.click(screen.getByRole("button", { name: "Check" }));
    await screen.findByText(/Nothing was changed yet/);
    const sent = asked.find((one) => one.what === "POST /imports/address");
    expect(JSON.parse(String(sent?.body))).toMatchObject({
      address: "https://shop.example/notes",
      holds: "notes",
      dry_run: true,
    });
  });

  it("says why an address is refused, until another is typed", async () => {
    serve("Only addresses that begin with http:// or https:// are fetched.");
    const user = open();
    await user.type(screen.getByLabelText(/the address of a page/), "https://x.example");
    await user.click(screen.getByRole("button", { name: "Check" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Only addresses");
    await user.type(screen.getByLabelText(/the address of a page/), "/");
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
