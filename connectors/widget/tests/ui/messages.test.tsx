import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../../src/conversation/session.ts";
import type { Item } from "../../src/conversation/view.ts";
import { Shell } from "../../src/shell.ts";
import { App } from "../../src/ui/app.tsx";
import { stretchesOf } from "../../src/ui/near.ts";
import { loadPanel } from "../../src/ui/panel_door.ts";
import { Shop, sessionAt } from "../shop.ts";

// Without layout the eye is at the end; scrolling is seen in tests/e2e/test_long_log.py.
let box: HTMLElement;
let shop: Shop;
let session: Session;

const stretches = () => [...box.querySelectorAll<HTMLElement>(".stretch")];
const drawn = () => stretches().filter((one) => one.firstElementChild);

async function settle(ms = 3_000): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

async function show(count: number): Promise<void> {
  const shell = new Shell("en");
  shell.open = true;
  await act(() => render(<App session={session} shell={shell} base="https://a.example/" />, box));
  await settle();
  for (let number = 1; number <= count; number += 1) shop.say(`row ${number}`);
  await settle();
}

beforeAll(() => loadPanel());

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  box = document.createElement("div");
  document.body.append(box);
  shop = new Shop();
  session = sessionAt(shop);
});

afterEach(() => {
  render(null, box);
  session.stop();
  box.remove();
  vi.useRealTimers();
});

describe("a long log", () => {
  it("draws its newest rows, with room for the others", async () => {
    await show(1_000);
    expect(box.querySelectorAll(".row").length).toBeLessThanOrEqual(120);
    expect(box.querySelector("[role=log]")?.textContent).toContain("row 1000");
    const rooms = stretches().filter((one) => !one.firstElementChild);
    expect(rooms.length).toBeGreaterThan(40);
    expect(rooms.every((one) => Number.parseFloat(one.style.height) > 0)).toBe(true);
    const rows = stretches().reduce((sum, one) => sum + Number(one.dataset.rows), 0);
    expect(rows).toBe(1_000);
  });

  it("draws all of a short one", async () => {
    await show(90);
    expect(box.querySelectorAll(".row").length).toBe(90);
    expect(box.querySelectorAll(".day").length).toBe(1);
    expect(box.querySelectorAll(".row.is-first").length).toBe(1);
  });

  it("says of a chat that was joined to another that it goes on there", async () => {
    await show(1);
    const ana = { role: "agent", name: "Ana" } as const;
    const ended = { state: "closed", reason: "duplicate", agent: "Ana" };
    shop.append("conversation.closed", ana, ended);
    await settle();
    const log = box.querySelector("[role=log]")?.textContent;
    expect(log).toContain("This chat goes on in your other one");
    expect(log).not.toContain("Ana ended the chat");
  });

  it("says of a claim that ran out that they wait again, and not that somebody comes", async () => {
    await show(1);
    const back = { state: "queued", reason: "claim_expired", agent: null };
    shop.append("conversation.transferred", { role: "system", name: "" }, back);
    await settle();
    const log = box.querySelector("[role=log]")?.textContent;
    expect(log).toContain("You are back in line");
    expect(log).not.toContain("passed on to a colleague");
  });

  it("announces what comes, and nothing that is drawn again", async () => {
    await show(300);
    const live = drawn().filter((one) => one.getAttribute("aria-live") !== "off");
    expect(live).toEqual(drawn().slice(-1));
    shop.say("news");
    await settle();
    expect(drawn().at(-1)?.textContent).toContain("news");
    expect(drawn().at(-1)?.hasAttribute("aria-live")).toBe(false);
  });

  it("keeps the element of what was on its way", async () => {
    await show(39);
    shop.keepAcks = true;
    shop.keepRows = true;
    session.say({ kind: "text", text: "mine" });
    await settle(30);
    const before = drawn().at(-1)?.lastElementChild;
    expect(before?.textContent).toContain("mine");
    shop.keepAcks = false;
    shop.keepRows = false;
    shop.wire.cut();
    await settle(10_000);
    expect(box.querySelector(".is-waiting")).toBeNull();
    expect(drawn().at(-1)?.lastElementChild).toBe(before);
  });
});

describe("stretches", () => {
  const item = (seq: number | null) => ({ kind: "notice", key: `s${seq}`, seq }) as Item;

  it("stay the same rows when earlier ones come before them", () => {
    const late = [59, 60, 61, 80].map(item);
    const all = [40, 41, 58].map(item).concat(late);
    expect(stretchesOf(late).map((one) => one.id)).toEqual([2, 3, 4]);
    expect(stretchesOf(all).map(({ id, from, to }) => [id, from, to])).toEqual([
      [2, 0, 4],
      [3, 4, 6],
      [4, 6, 7],
    ]);
  });

  it("take what has no number yet as the next rows", () => {
    expect(stretchesOf([38, null, null].map(item))).toEqual([
      { id: 1, from: 0, to: 2 },
      { id: 2, from: 2, to: 3 },
    ]);
    expect(stretchesOf([])).toEqual([]);
  });
});
