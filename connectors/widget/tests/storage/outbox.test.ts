import { describe, expect, it } from "vitest";
import { Outbox } from "../../src/storage/outbox.ts";
import { MemoryStore } from "../../src/storage/store.ts";

let count = 0;
const open = (store: MemoryStore) =>
  new Outbox(
    store,
    "demo",
    () => {
      count += 1;
      return `id-${count}`;
    },
    () => 1_000,
  );
const text = (words: string) => ({ kind: "text", text: words }) as const;
const words = (box: Outbox) =>
  box.entries.map((entry) => (entry.body.kind === "text" ? entry.body.text : entry.body.kind));

describe("the outbox", () => {
  it("keeps the order of writing, also after a reload", () => {
    const store = new MemoryStore();
    const box = open(store);
    for (let at = 0; at < 12; at += 1) box.add(text(`word ${at}`));
    expect(words(open(store))).toEqual(words(box));
    expect(words(box)[11]).toBe("word 11");
  });

  it("offers the first one that waits, past those refused", () => {
    const box = open(new MemoryStore());
    const first = box.add(text("one"));
    box.add(text("two"));
    box.refuse(first.cmid, "cmid_reused");
    expect(box.next()?.body).toEqual(text("two"));
  });

  it("retries under a new id and in the old place", () => {
    const store = new MemoryStore();
    const box = open(store);
    const first = box.add(text("one"));
    box.add(text("two"));
    box.refuse(first.cmid, "rate_limited");
    const again = box.retry(first.cmid);
    expect(again?.cmid).not.toBe(first.cmid);
    expect(words(box)).toEqual(["one", "two"]);
    expect(words(open(store))).toEqual(["one", "two"]);
    expect(box.next()?.cmid).toBe(again?.cmid);
  });

  it("remembers after a reload that one was refused", () => {
    const store = new MemoryStore();
    const box = open(store);
    box.refuse(box.add(text("one")).cmid, "bad_field");
    expect(open(store).entries[0]?.refused).toBe("bad_field");
  });

  it("does not overwrite what another tab has written", () => {
    const store = new MemoryStore();
    const mine = open(store);
    const theirs = open(store);
    mine.add(text("mine"));
    theirs.add(text("theirs"));
    mine.reload();
    expect([...words(mine)].sort()).toEqual(["mine", "theirs"]);
  });

  it("throws away what is not an entry and keeps the rest", () => {
    const store = new MemoryStore();
    open(store).add(text("good"));
    store.set("shopbell:demo:out:x", "{not json");
    store.set("shopbell:demo:out:y", '{"cmid":"z","order":1,"at":1,"body":{"kind":"text"}}');
    expect(words(open(store))).toEqual(["good"]);
    expect(store.keys("shopbell:demo:out:")).toHaveLength(1);
  });

  it("belongs to one site", () => {
    const store = new MemoryStore();
    open(store).add(text("one"));
    const other = new Outbox(store, "other", () => "id", Date.now);
    other.clear();
    expect(words(open(store))).toEqual(["one"]);
  });
});
