import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/storage/store.ts";
import { Shop, sessionAt, shown } from "../shop.ts";

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);
const text = (words: string) => ({ kind: "text", text: words }) as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

describe("sending", () => {
  it("shows a message at once, then as sent, and only once", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    session.say(text("hello"));
    expect(shown(session)).toEqual(["hello (waiting)"]);
    for (let ms = 0; ms < 10; ms += 1) {
      await settle(1);
      expect(shown(session)).toHaveLength(1);
    }
    expect(shown(session)).toEqual(["hello"]);
  });

  it("shows each of two equal messages", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    session.say(text("yes"));
    session.say(text("yes"));
    for (let ms = 0; ms < 20; ms += 1) {
      await settle(1);
      expect(shown(session)).toHaveLength(2);
    }
    expect(shop.texts()).toEqual(["yes", "yes"]);
  });

  it("keeps what is written offline and sends it in order", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    shop.down = true;
    session.start();
    await settle(3_000);
    expect(session.view().phase).toBe("offline");
    for (const words of ["one", "two", "three"]) session.say(text(words));
    expect(shown(session)).toEqual(["one (waiting)", "two (waiting)", "three (waiting)"]);
    shop.down = false;
    session.wake();
    await settle();
    expect(shop.texts()).toEqual(["one", "two", "three"]);
    expect(shown(session)).toEqual(["one", "two", "three"]);
  });

  it("sends again what was not acked, and the server takes it once", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.keepAcks = true;
    session.say(text("one"));
    session.say(text("two"));
    await settle(100);
    shop.keepAcks = false;
    await settle(9_000);
    expect(shop.texts()).toEqual(["one", "two"]);
    expect(shop.frames("send").map((frame) => frame.cmid)).toHaveLength(3);
    expect(shown(session)).toEqual(["one", "two"]);
  });

  it("waits as long as it is told and keeps the order", async () => {
    const shop = new Shop();
    let refusals = 2;
    shop.refuse = () => {
      refusals -= 1;
      return refusals >= 0 ? { code: "rate_limited", retryMs: 500 } : null;
    };
    const session = sessionAt(shop);
    session.say(text("one"));
    session.say(text("two"));
    await settle(2_000);
    expect(shop.texts()).toEqual(["one", "two"]);
  });

  it("sets a refused message aside, and retries it under a new id", async () => {
    const shop = new Shop();
    shop.refuse = (body) =>
      body.kind === "text" && body.text === "bad" ? { code: "bad_field", retryMs: null } : null;
    const session = sessionAt(shop);
    session.say(text("bad"));
    session.say(text("good"));
    await settle();
    expect(shop.texts()).toEqual(["good"]);
    expect(shown(session)).toEqual(["good", "bad (refused)"]);
    shop.refuse = null;
    const refused = session.view().items.at(-1);
    session.retry(refused?.kind === "message" ? (refused.cmid ?? "") : "");
    await settle();
    expect(shop.texts()).toEqual(["good", "bad"]);
    const ids = shop.frames("send").map((frame) => frame.cmid);
    expect(new Set(ids).size).toBe(3);
  });

  it("loses nothing in a reload before the ack", async () => {
    const shop = new Shop();
    const store = new MemoryStore();
    const before = sessionAt(shop, store);
    shop.down = true;
    before.say(text("one"));
    before.say(text("two"));
    await settle();
    before.stop();
    shop.down = false;
    const after = sessionAt(shop, store);
    expect(after.known).toBe(true);
    expect(shown(after)).toEqual(["one (waiting)", "two (waiting)"]);
    after.start();
    await settle();
    expect(shop.texts()).toEqual(["one", "two"]);
    expect(store.keys("shopbell:demo:out:")).toEqual([]);
  });

  it("every message is stored and shown once and in order over 50 cuts", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    let state = 11;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const said = Array.from({ length: 40 }, (_, at) => `message ${at}`);
    const cuts = new Set<number>();
    while (cuts.size < 50) cuts.add(random(400));
    for (let step = 0; step < 400; step += 1) {
      if (step % 10 === 0) session.say(text(said[step / 10] ?? ""));
      if (cuts.has(step)) shop.cut();
      shop.keepAcks = random(5) === 0;
      await settle(random(4) + 1);
      if (random(3) === 0) session.wake();
    }
    shop.keepAcks = false;
    await settle(120_000);
    expect(shop.texts()).toEqual(said);
    expect(shown(session)).toEqual(said);
  });
});

describe("resuming", () => {
  it("asks from where it stopped and takes each row once", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.say("one");
    shop.say("two");
    await settle();
    shop.cut();
    shop.say("three");
    await settle(2_000);
    expect(shop.frames("hello").map((frame) => frame.last_seq)).toEqual([0, 2]);
    expect(shown(session)).toEqual(["one", "two", "three"]);
  });

  it("fetches the whole history after a reload", async () => {
    const shop = new Shop();
    const store = new MemoryStore();
    const before = sessionAt(shop, store);
    before.say(text("where is it"));
    await settle();
    shop.say("on its way");
    before.stop();
    const after = sessionAt(shop, store);
    after.start();
    await settle();
    expect(shop.frames("hello").at(-1)).toMatchObject({ token: "tok_1", last_seq: 0, epoch: null });
    expect(shown(after)).toEqual(["where is it", "on its way"]);
  });

  it("asks for rows that it knows of and that do not come", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.keepRows = true;
    for (let at = 1; at <= 450; at += 1) shop.say(String(at));
    shop.tell(shop.say("last"));
    await settle(10_000);
    expect(shop.frames("backfill").map((frame) => frame.after)).toEqual([0, 200, 400]);
    expect(shown(session)).toHaveLength(451);
    expect(shown(session).at(-1)).toBe("last");
  });

  it("begins with a snapshot of the end and fetches what was before on demand", async () => {
    const shop = new Shop();
    for (let at = 1; at <= 1_500; at += 1) shop.say(String(at));
    shop.snapshots = true;
    const session = sessionAt(shop);
    session.start();
    await settle();
    expect(shown(session)).toHaveLength(200);
    expect(session.view().earlier).toBe(true);
    session.earlier();
    await settle();
    expect(shown(session)[0]).toBe("1101");
    expect(shown(session)).toHaveLength(400);
  });

  it("throws its rows away when the epoch has changed", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    for (const words of ["a", "b", "c"]) shop.say(words);
    await settle();
    shop.rows = shop.rows.slice(0, 1);
    shop.epoch = "e2";
    shop.cut();
    await settle(2_000);
    expect(shown(session)).toEqual(["a"]);
    shop.say("d");
    await settle();
    expect(shown(session)).toEqual(["a", "d"]);
  });
});

describe("two tabs", () => {
  it("show the same", async () => {
    const shop = new Shop();
    const store = new MemoryStore();
    const [one, other] = [sessionAt(shop, store), sessionAt(shop, store)];
    one.start();
    other.start();
    await settle();
    one.say(text("from one"));
    await settle();
    other.say(text("from the other"));
    shop.say("answer");
    await settle();
    expect(shown(one)).toEqual(shown(other));
    expect(shown(one)).toHaveLength(3);
  });

  it("the one that stays sends what the closed one could not", async () => {
    const shop = new Shop();
    const store = new MemoryStore();
    const [one, other] = [sessionAt(shop, store), sessionAt(shop, store)];
    other.start();
    await settle();
    shop.down = true;
    one.say(text("left behind"));
    other.storageChanged("shopbell:demo:out:x");
    one.stop();
    expect(shown(other)).toEqual(["left behind (waiting)"]);
    await settle(4_000);
    expect(shop.texts()).toEqual(["left behind"]);
  });
});

describe("another person", () => {
  it("sees nothing of the one before after a logout", async () => {
    const shop = new Shop();
    const store = new MemoryStore();
    const session = sessionAt(shop, store);
    session.say(text("my secret"));
    await settle();
    shop.keepRows = true;
    shop.say("late answer");
    shop.keepRows = false;
    session.logout();
    expect(shown(session)).toEqual([]);
    shop.tell(shop.say("still for the one before"));
    await settle();
    expect(shown(session)).toEqual([]);
    expect(store.get("shopbell:demo:token")).toBe("tok_2");
    shop.say("welcome");
    await settle();
    expect(shown(session)).toEqual(["welcome"]);
  });

  it("never gets what was written offline before the change", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    shop.down = true;
    session.say(text("mine"));
    session.identify("jwt", true);
    shop.down = false;
    session.wake();
    await settle(60_000);
    expect(shop.texts()).toEqual([]);
    expect(shop.frames("hello").at(-1)?.identity).toBe("jwt");
  });
});

describe("an edited message", () => {
  it("says its last words, live and after a reload, and is no news", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    const ana = { role: "agent", name: "Ana" } as const;
    const said = shop.say("It leaves today.", "agent");
    shop.say("thanks", "shopper");
    await settle();
    const { unread } = session.view();
    for (const text of ["It leaves on Sunday.", "It leaves on Monday."]) {
      shop.append("message.edited", ana, { of_seq: said.seq, text });
      await settle();
    }
    const again = sessionAt(shop);
    again.start();
    await settle();
    for (const one of [session, again]) {
      expect(shown(one)).toEqual(["It leaves on Monday.", "thanks"]);
      expect(one.view().items[0]).toMatchObject({ edited: true });
      expect(one.view().items[1]).toMatchObject({ edited: false });
    }
    expect(session.view().unread).toBe(unread);
  });
});

describe("how things stand", () => {
  it("a person joins, is named after a reload too, and leaves", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    session.ask("human");
    await settle();
    expect(session.view().asking).toBe(true);
    const system = { role: "system", name: "" } as const;
    shop.append("conversation.escalated", system, { state: "queued", reason: "", agent: null });
    shop.tell({ type: "queue", position: 2, wait_s: [60, 180] });
    await settle();
    expect(session.view()).toMatchObject({
      state: "queued",
      asking: false,
      queue: { position: 2, wait: [60, 180] },
    });
    const ana = { role: "agent", name: "Ana" } as const;
    shop.append("conversation.claimed", ana, { state: "human", reason: "", agent: "Ana" });
    shop.say("hello", "agent");
    await settle();
    expect(session.view()).toMatchObject({ state: "human", agent: "Ana", queue: null });
    const again = sessionAt(shop);
    again.start();
    await settle();
    expect(again.view()).toMatchObject({ state: "human", agent: "Ana" });
    shop.append("conversation.released", ana, { state: "bot", reason: "", agent: "Ana" });
    await settle();
    expect(session.view()).toMatchObject({ state: "bot", agent: null });
  });

  it("asks for a person once connected when asked offline", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    shop.down = true;
    session.ask("human");
    await settle(5_000);
    expect(shop.frames("request")).toEqual([]);
    shop.down = false;
    session.wake();
    await settle();
    expect(shop.frames("request")).toMatchObject([{ type: "request", what: "human" }]);
  });

  it("writing is shown until the message comes or too long has passed", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.tell({ type: "typing", role: "bot", on: true });
    await settle();
    expect(session.view().typing).toBe("bot");
    shop.say("here");
    await settle();
    expect(session.view().typing).toBeNull();
    shop.tell({ type: "typing", role: "agent", on: true });
    await settle(9_000);
    expect(session.view().typing).toBeNull();
  });

  it("the bot is not shown to be writing once a person is asked for", async () => {
    const shop = new Shop();
    const session = sessionAt(shop);
    session.start();
    await settle();
    shop.tell({ type: "typing", role: "bot", on: true });
    const system = { role: "system", name: "" } as const;
    shop.append("conversation.escalated", system, { state: "queued", reason: "", agent: null });
    await settle();
    expect(session.view().typing).toBeNull();
    shop.tell({ type: "typing", role: "bot", on: true });
    await settle();
    expect(session.view().typing).toBeNull();
  });

  it("counts what was not seen, over reloads, and tells what was", async () => {
    const shop = new Shop();
    const store = new MemoryStore();
    const session = sessionAt(shop, store);
    session.start();
    await settle();
    shop.say("one");
    shop.say("two");
    await settle();
    expect(session.view().unread).toBe(2);
    session.seen();
    session.seen();
    await settle();
    expect(shop.frames("seen")).toEqual([{ type: "seen", seq: 2 }]);
    session.stop();
    shop.say("three");
    const after = sessionAt(shop, store);
    after.start();
    await settle();
    expect(after.view().unread).toBe(1);
  });
});
