import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/storage/store.ts";
import { Shop, sessionAt } from "../shop.ts";

const settle = (ms = 60) => vi.advanceTimersByTimeAsync(ms);
const text = (words: string) => ({ kind: "text", text: words }) as const;
const photo = (name = "a.jpg") => ({ file: new File(["x"], name, { type: "image/jpeg" }) });
const bodies = (shop: Shop) => shop.frames("send").map((frame) => frame.body);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

describe("a file", () => {
  it("goes before its message, and what was written after it waits for both", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.depot.ms = 500;
    await session.sendFiles([photo("a.jpg"), photo("b.jpg")], "both");
    session.say(text("after"));
    await settle(400);
    expect(bodies(shop)).toEqual([]);
    const [first] = session.view().items;
    expect(first?.kind === "message" && first.waiting && first.shelf).toBeTruthy();
    expect(first?.kind === "message" && session.files.freight.progress(first.cmid)).toBe(0.5);
    await settle(2_000);
    expect(bodies(shop)).toEqual([
      { kind: "file", upload_id: "up-1", caption: "" },
      { kind: "file", upload_id: "up-2", caption: "both" },
      { kind: "text", text: "after" },
    ]);
    expect(shop.depot.came.map((one) => one.token)).toEqual([shop.token, shop.token]);
  });

  it("waits without a connection, and over a reload, in its place among the words", async () => {
    const shop = new Shop();
    const store = new MemoryStore();
    const session = sessionAt(shop, store);
    shop.down = true;
    session.start();
    session.say(text("before"));
    await session.sendFiles([photo()], "");
    session.say(text("after"));
    await settle(3_000);
    session.stop();
    shop.down = false;
    sessionAt(shop, store).start();
    await settle(3_000);
    expect(bodies(shop).map((body) => body.kind)).toEqual(["text", "file", "text"]);
    expect(shop.depot.tries).toBe(1);
  });

  it("is sent once, however often the connection is cut on the way", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.depot.ms = 300;
    await session.sendFiles([photo()], "");
    for (let cut = 0; cut < 8; cut += 1) {
      await settle(170);
      shop.cut();
    }
    await settle(40_000);
    expect(shop.texts()).toEqual(["file"]);
    expect(shop.depot.came).toHaveLength(1);
    expect(await shop.depot.parts.shelf.get("cmid-0")).toBeNull();
  });

  it("that is refused stands aside, says why, and goes again under a new id when asked", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.depot.answer = () => ({ refused: "file_refused" });
    await session.sendFiles([photo()], "");
    session.say(text("after"));
    await settle();
    expect(bodies(shop)).toEqual([{ kind: "text", text: "after" }]);
    const refused = session.view().items.find((one) => one.kind === "message" && one.refused);
    if (refused?.kind !== "message" || !refused.cmid) throw new Error("nothing was refused");
    expect(refused.refused).toBe("file_refused");
    shop.depot.answer = null;
    session.retry(refused.cmid);
    await settle();
    expect(bodies(shop).at(-1)).toEqual({ kind: "file", upload_id: "up-1", caption: "" });
  });

  it("is tried again after a while where the server was not ready", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.depot.answer = () => ({ againMs: 1_000 });
    await session.sendFiles([photo()], "");
    await settle(500);
    expect(shop.depot.tries).toBe(1);
    shop.depot.answer = null;
    await settle(1_000);
    expect(shop.texts()).toEqual(["file"]);
  });

  it("can be taken back while it is on its way, and the next goes at once", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.depot.ms = 10_000;
    await session.sendFiles([photo()], "");
    session.say(text("after"));
    await settle();
    const [first] = session.view().items;
    session.discard(first?.key ?? "");
    await settle();
    expect(bodies(shop)).toEqual([{ kind: "text", text: "after" }]);
    await settle(20_000);
    expect(shop.depot.came).toEqual([]);
  });

  it("is forgotten with the person who chose it", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    shop.down = true;
    session.start();
    await session.sendFiles([photo()], "");
    session.logout();
    shop.down = false;
    await settle(5_000);
    expect(shop.depot.tries).toBe(0);
    expect(session.view().items).toEqual([]);
  });
});
