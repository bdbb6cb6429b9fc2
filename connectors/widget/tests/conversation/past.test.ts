import type { WelcomeFrame } from "@shopbell/conversations/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../../src/conversation/session.ts";
import { MemoryStore } from "../../src/storage/store.ts";
import { Shop, sessionAt, shown } from "../shop.ts";

const settle = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms);

let shop: Shop;
let store: MemoryStore;
let session: Session;

const welcome = (conversation: string): WelcomeFrame => ({
  type: "welcome",
  token: "tok_1",
  conversation,
  epoch: "e1",
  head: 0,
  state: "closed",
  shopper: { name: null, verified: false },
});

const opened = () => shop.frames("request").filter((frame) => frame.what === "open");

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  shop = new Shop();
  store = new MemoryStore();
  session = sessionAt(shop, store);
  session.start();
  await settle();
  session.open("cv_0");
  await settle(10);
  shop.tell(welcome("cv_0"));
});

afterEach(() => {
  session.stop();
  vi.useRealTimers();
});

describe("a past conversation", () => {
  it("is asked for again after a lost connection, and what waits goes to it alone", async () => {
    expect(opened()).toMatchObject([{ conversation: "cv_0" }]);
    shop.cut();
    session.say({ kind: "text", text: "one more thing" });
    await settle();
    expect(opened()).toHaveLength(2);
    expect(shop.frames("send")).toEqual([]);
    expect(shown(session)).toEqual(["one more thing (waiting)"]);
    shop.tell(welcome("cv_0"));
    await settle(10);
    expect(shop.frames("send")).toHaveLength(1);
  });

  it("that is gone gives way to the newest, and no word is lost", async () => {
    shop.cut();
    session.say({ kind: "text", text: "one more thing" });
    await settle();
    shop.tell({ type: "error", code: "not_found", message: "" });
    await settle(5_000);
    expect(shop.texts()).toEqual(["one more thing"]);
  });
});

describe("what is kept", () => {
  it("comes in parts and is joined; a refusal is no answer", async () => {
    const asked = session.inquire("export");
    const part = { type: "document", what: "export", name: "a", media: "b" } as const;
    shop.tell({ ...part, text: '{"a":', more: true });
    shop.tell({ ...part, text: "1}", more: false });
    await settle(10);
    expect((await asked).text).toBe('{"a":1}');
    const refused = session.inquire("export");
    shop.tell({ type: "error", code: "unsupported", message: "" });
    const told = expect(refused).rejects.toThrow();
    await settle(10);
    await told;
  });

  it("goes from the device too when the shopper is forgotten, and a new token begins", async () => {
    store.set("shopbell:demo:seen:cv_0", "3");
    const done = session.inquire("erase");
    const text = '{"kept":{}}';
    shop.tell({ type: "document", what: "erase", name: "a", media: "b", text, more: false });
    await settle(10);
    expect((await done).text).toBe(text);
    expect(store.keys("shopbell:")).toEqual([]);
    shop.tell({ ...welcome("cv_9"), token: "tok_9" });
    await settle(10);
    expect(store.get("shopbell:demo:token")).toBe("tok_9");
    expect(session.conversation).toBe("cv_9");
  });
});
