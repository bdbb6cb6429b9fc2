import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startWidget } from "../src/embed.tsx";
import { loadTexts } from "../src/locales/index.ts";
import { loadPanel } from "../src/ui/panel_door.ts";
import { METHODS, waitingApi } from "../src/waiting.ts";
import { Shop, Wire } from "./shop.ts";

let shop: Shop;
const addresses: string[] = [];

function embed(attributes: Readonly<Record<string, string>> = {}): void {
  const script = document.createElement("script");
  script.setAttribute("src", "https://chat.example/widget.js");
  for (const [name, value] of Object.entries({ "data-site": "my shop", ...attributes })) {
    script.setAttribute(name, value);
  }
  const waiting = waitingApi(METHODS);
  window.shopbell ??= waiting.api;
  startWidget(script, waiting);
}

const root = () => document.querySelector("shopbell-widget")?.shadowRoot;
const settle = (ms = 150) => vi.advanceTimersByTimeAsync(ms);

beforeAll(async () => {
  await Promise.all([loadPanel(), loadTexts("zh")]);
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  localStorage.clear();
  addresses.length = 0;
  shop = new Shop();
  vi.stubGlobal("fetch", async () => Response.json({ look: {}, rules: [] }));
  vi.stubGlobal(
    "WebSocket",
    class extends Wire {
      constructor(address: string) {
        super(shop);
        addresses.push(address);
        shop.wires.push(this);
      }
    },
  );
});

afterEach(() => {
  window.shopbell?.destroy();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the script tag", () => {
  it("adds one element and nothing else to the page", () => {
    const before = document.documentElement.outerHTML;
    embed();
    expect(document.querySelectorAll("shopbell-widget")).toHaveLength(1);
    expect(document.querySelector("shopbell-widget")?.getAttribute("style")).toBeNull();
    expect(document.querySelectorAll("style, link")).toHaveLength(0);
    expect(document.cookie).toBe("");
    window.shopbell?.destroy();
    expect(document.documentElement.outerHTML).toBe(before);
    expect(window.shopbell).toBeUndefined();
  });

  it("does so once, however often it is loaded", () => {
    embed();
    embed();
    expect(document.querySelectorAll("shopbell-widget")).toHaveLength(1);
  });

  it("connects to where the script came from, once opened", async () => {
    embed();
    await settle();
    expect(addresses).toEqual([]);
    window.shopbell?.open();
    await settle();
    expect(addresses).toEqual(["wss://chat.example/ws/widget?site=my+shop"]);
  });

  it("connects by itself when the shopper was here before", async () => {
    localStorage.setItem("shopbell:my shop:token", "tok_1");
    embed();
    await settle();
    expect(shop.frames("hello")[0]?.token).toBe("tok_1");
  });

  it("takes language and theme from its attributes", async () => {
    embed({ "data-locale": "zh-CN", "data-theme": "dark" });
    await settle();
    expect(root()?.querySelector("[aria-label='打开客服']")).toBeTruthy();
    expect(document.querySelector("shopbell-widget")?.getAttribute("data-theme")).toBe("dark");
  });
});

describe("window.shopbell", () => {
  it("opens, closes and tells of it", async () => {
    embed();
    const told: string[] = [];
    const stop = window.shopbell?.on("open", () => told.push("open"));
    window.shopbell?.on("close", () => told.push("close"));
    window.shopbell?.toggle();
    window.shopbell?.toggle();
    stop?.();
    window.shopbell?.open();
    expect(told).toEqual(["open", "close"]);
  });

  it("tells the server what the shopper looks at, and only what the contract knows", async () => {
    embed();
    window.shopbell?.setPage({ product_id: "p1", colour: "red" } as { product_id: string });
    window.shopbell?.open();
    await settle();
    expect(shop.frames("hello")[0]?.page).toMatchObject({ product_id: "p1" });
    expect(shop.frames("hello")[0]?.page).not.toHaveProperty("colour");
    window.shopbell?.setPage({ product_id: "p2", note_id: "n1" });
    window.shopbell?.setPage({ product_id: "p2", note_id: "n1" });
    await settle();
    expect(shop.frames("page").map((frame) => frame.page)).toMatchObject([
      { product_id: "p2", note_id: "n1" },
    ]);
  });

  it("changes the language here and there", async () => {
    embed();
    window.shopbell?.open();
    await settle();
    window.shopbell?.setLocale("zh-TW");
    await settle();
    expect(shop.frames("locale")).toEqual([{ type: "locale", locale: "zh" }]);
  });

  it("prefills without sending", async () => {
    embed();
    window.shopbell?.prefill("does it run small?");
    await settle();
    expect(root()?.querySelector("textarea")?.value).toBe("does it run small?");
    expect(shop.frames("send")).toEqual([]);
  });

  it("begins afresh for another subject, not for a new token of the same", async () => {
    const jwt = (sub: string, salt: string) => `h.${btoa(JSON.stringify({ sub, salt }))}.s`;
    embed();
    window.shopbell?.open();
    await settle();
    window.shopbell?.identify(jwt("mia", "1"));
    shop.say("hello Mia");
    await settle();
    window.shopbell?.identify(jwt("mia", "2"));
    expect(root()?.textContent).toContain("hello Mia");
    window.shopbell?.identify(jwt("leo", "1"));
    await settle();
    expect(root()?.textContent).not.toContain("hello Mia");
    expect(shop.frames("identify")).toHaveLength(3);
  });

  it("is not stopped by a listener that throws", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    embed();
    const told: string[] = [];
    window.shopbell?.on("open", () => {
      throw new Error("the page's own");
    });
    window.shopbell?.on("open", () => told.push("open"));
    window.shopbell?.open();
    expect(told).toEqual(["open"]);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});
