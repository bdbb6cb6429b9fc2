import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EventFrame, MessageBody, ServerFrame } from "@shopbell/conversations/contract";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { hostileTexts } from "../../../../conversations/web/tests/hostile.ts";
import { parseFrame } from "../../src/connection/connection.ts";
import type { Session } from "../../src/conversation/session.ts";
import { loadTexts } from "../../src/locales/index.ts";
import { Shell } from "../../src/shell.ts";
import { App } from "../../src/ui/app.tsx";
import { loadPanel } from "../../src/ui/panel_door.ts";
import { Shop, sessionAt } from "../shop.ts";

const SAMPLES = join(import.meta.dirname, "../../../../tests/conversations/contract_samples");
const BASE = "https://chat.example/widget.js";

let box: HTMLElement;
let shop: Shop;
let shell: Shell;
let session: Session;

async function settle(ms = 30): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

async function show(): Promise<void> {
  await act(() => render(<App session={session} shell={shell} base={BASE} />, box));
  await settle();
}

function button(name: string): HTMLButtonElement {
  const found = [...box.querySelectorAll("button")].find(
    (one) => one.getAttribute("aria-label") === name || one.textContent?.trim() === name,
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
}

async function press(name: string): Promise<void> {
  await act(() => button(name).click());
  await settle();
}

async function type(text: string): Promise<void> {
  const field = box.querySelector("textarea") as HTMLTextAreaElement;
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await act(() => {
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  });
  await settle();
}

beforeAll(async () => {
  await Promise.all([loadPanel(), loadTexts("zh")]);
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  box = document.createElement("div");
  document.body.append(box);
  shop = new Shop();
  shell = new Shell("en");
  session = sessionAt(shop);
});

afterEach(() => {
  render(null, box);
  session.stop();
  box.remove();
  vi.useRealTimers();
});

describe("the widget", () => {
  it("makes no connection before it is opened", async () => {
    await show();
    expect(shop.wires).toHaveLength(0);
    await press("Open chat");
    expect(shop.wires).toHaveLength(1);
  });

  it("greets with topics, and a topic is a message", async () => {
    shell.open = true;
    await show();
    await press("Where is my order?");
    expect(shop.texts()).toEqual(["Where is my order?"]);
    expect(box.querySelector("[role=log]")?.textContent).toContain("Where is my order?");
  });

  it("sends with enter, not with shift and enter, and empties the field", async () => {
    shell.open = true;
    await show();
    const field = box.querySelector("textarea") as HTMLTextAreaElement;
    field.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", shiftKey: true, bubbles: true }),
    );
    await type("  hello\u0000 there ");
    expect(shop.texts()).toEqual(["hello there"]);
    expect(field.value).toBe("");
    expect(field.maxLength).toBe(4000);
  });

  it("keeps the draft while it is closed", async () => {
    shell.open = true;
    await show();
    const field = box.querySelector("textarea") as HTMLTextAreaElement;
    await act(() => {
      field.value = "half a";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await press("Close chat");
    expect(box.querySelector("textarea")).toBeNull();
    await press("Open chat");
    expect(box.querySelector("textarea")?.value).toBe("half a");
  });

  it("closes with escape and gives the focus back", async () => {
    shell.open = true;
    await show();
    await act(() => {
      box
        .querySelector("textarea")
        ?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    });
    await settle();
    expect(shell.open).toBe(false);
    expect(document.activeElement).toBe(button("Open chat"));
  });

  it("asks for a person in one step", async () => {
    shell.open = true;
    await show();
    await press("Talk to a person");
    expect(shop.frames("request")).toMatchObject([{ type: "request", what: "human" }]);
  });

  it("counts what came while it was closed", async () => {
    shell.open = true;
    await show();
    await press("Close chat");
    shop.say("one");
    shop.say("two");
    await settle();
    expect(button("Open chat, 2 new").querySelector(".badge")?.textContent).toBe("2");
    await press("Open chat, 2 new");
    expect(shop.frames("seen").at(-1)).toEqual({ type: "seen", seq: 2 });
  });

  it("speaks Chinese when told to", async () => {
    shell.open = true;
    await show();
    await act(() => {
      shell.locale = "zh";
    });
    expect(button("转人工客服")).toBeTruthy();
  });
});

describe("buttons of a message", () => {
  const offer: MessageBody = {
    kind: "choices",
    text: "Which one?",
    choices: [
      { id: "c1", title: "Track" },
      { id: "c2", title: "Return" },
    ],
    sources: [],
  };

  it("are pressed once", async () => {
    shell.open = true;
    await show();
    shop.post(offer);
    await settle();
    await press("Track");
    expect(button("Track").disabled).toBe(true);
    expect(button("Return").disabled).toBe(true);
    expect(shop.frames("send").map((frame) => frame.body)).toEqual([
      { kind: "choice", choice_id: "c1", title: "Track" },
    ]);
  });

  it("are over once the shopper has said something else", async () => {
    shell.open = true;
    await show();
    shop.post(offer);
    await settle();
    await type("never mind");
    expect(button("Track").disabled).toBe(true);
  });
});

describe("whatever is said", () => {
  const allowed = new Set(
    `A ARTICLE B BLOCKQUOTE BR BUTTON CODE DD DIV DL DT EM FIELDSET FOOTER FORM H2 H3 H4 HEADER I
     LEGEND LI OL P PATH SECTION SMALL SPAN STRONG SVG TEXTAREA TIME UL IMG`.split(/\s+/),
  );

  function check(): void {
    for (const node of box.querySelectorAll("[role=log] :not(.stretch)")) {
      expect(allowed).toContain(node.tagName.toUpperCase());
      for (const { name, value } of node.attributes) {
        expect(name).not.toMatch(/^(on|style$|srcdoc$|formaction$|action$)/);
        if (name === "href" || name === "src") {
          expect(value).toMatch(/^(https:|mailto:|http:\/\/localhost)/);
        }
      }
    }
  }

  it.each(["bot", "agent", "shopper"] as const)(
    "500 hostile texts of %s add nothing",
    async (role) => {
      shell.open = true;
      await show();
      const texts = hostileTexts(500);
      for (let place = 0; place < texts.length; place += 100) {
        for (const text of texts.slice(place, place + 100)) shop.say(text, role);
        await settle(3_000);
        expect(box.querySelectorAll(".bubble").length).toBeGreaterThanOrEqual(100);
        check();
      }
      expect((window as unknown as { hit?: number }).hit).toBeUndefined();
    },
  );

  it("hostile texts in every other place add nothing", async () => {
    shell.open = true;
    await show();
    for (const [place, text] of hostileTexts(40).entries()) {
      const at = { title: text, url: text, author: text, date: text };
      const source = { tier: "official", ...at } as const;
      const money = { amount: text, currency: text };
      shop.post({ kind: "text", text: "x", sources: [source] });
      shop.post({
        kind: "cards",
        cards: [
          { title: text, subtitle: text, image_url: text, url: text, price: money, choices: [] },
        ],
      });
      shop.post({
        kind: "order",
        order: {
          number: text,
          status: text,
          items: [
            { title: text, quantity: 1, price: money, options: { a: text }, image_url: text },
          ],
          total: money,
          tracking: [{ number: text, carrier: text, url: text }],
          timeline: [{ status: text, at: text }],
        },
      });
      // As many as are drawn at the end.
      if (place % 20 < 19) continue;
      await settle(3_000);
      expect(box.querySelectorAll(".order").length).toBeGreaterThanOrEqual(20);
      check();
    }
  });
});

describe("the contract's samples", () => {
  const names = readdirSync(SAMPLES).filter((name) => name.startsWith("server-event-"));
  const read = (name: string) => readFileSync(join(SAMPLES, name), "utf8");
  // A correction is shown in what it corrects, a rating where it was asked for.
  const alone = names.filter((name) => {
    const { seq, event } = parseFrame(read(name)) as EventFrame;
    return seq !== null && event !== "message.edited" && name !== "server-event-rating.json";
  });

  it("there are plenty of them", () => {
    expect(alone.length).toBeGreaterThan(15);
  });

  it.each(alone)("%s is shown", async (name) => {
    shell.open = true;
    await show();
    const frame = parseFrame(read(name)) as EventFrame;
    shop.append(frame.event, frame.author, frame.body);
    await settle();
    const log = box.querySelector("[role=log]");
    expect(log?.querySelector(".row, .notice")).toBeTruthy();
    expect(log?.textContent).not.toContain("cannot be shown");
    expect(log?.textContent).not.toContain("undefined");
  });

  it.each(readdirSync(SAMPLES).filter((name) => name.startsWith("server-")))(
    "%s is taken without harm",
    async (name) => {
      shell.open = true;
      await show();
      shop.tell(parseFrame(read(name)) as ServerFrame);
      await settle();
      expect(box.querySelector("[role=dialog]")).toBeTruthy();
    },
  );
});
