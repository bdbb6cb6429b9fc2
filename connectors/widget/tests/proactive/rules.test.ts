import { describe, expect, it } from "vitest";
import { type Moment, type Rule, ruleFor } from "../../src/proactive/rules.ts";
import { Visit } from "../../src/proactive/visit.ts";
import { MemoryStore } from "../../src/storage/store.ts";

const NOW: Moment = {
  url: "https://shop.example/products/coat?size=m",
  product: "coat",
  seconds: 10,
  cart: 40,
  returning: false,
};
const rule = (more: Partial<Rule>): Rule => ({ id: "one", text: { en: "Hello" }, ...more });
const says = (more: Partial<Rule>, moment: Partial<Moment> = {}) =>
  ruleFor([rule(more)], { ...NOW, ...moment }, "en")?.text ?? null;

describe("when the widget speaks up", () => {
  it.each([
    [{ address: "/products/*" }, true],
    [{ address: "/products/coat" }, true],
    [{ address: "https://shop.example/*" }, true],
    [{ address: "/products" }, false],
    [{ address: "/product./coat" }, false],
    [{ product: "coat" }, true],
    [{ product: "hat" }, false],
    [{ seconds: 10 }, true],
    [{ seconds: 11 }, false],
    [{ cart: "40" }, true],
    [{ cart: "40.01" }, false],
    [{ returning: true }, false],
    [{ enabled: false }, false],
    [{ product: "coat", seconds: 11 }, false],
    [{}, true],
  ] as const)("%j holds: %s", (more, holds) => {
    expect(says(more)).toBe(holds ? "Hello" : null);
  });

  it("says nothing of a cart that the page did not tell", () => {
    expect(says({ cart: 0 }, { cart: null })).toBeNull();
  });

  it("speaks the shopper's language, English where there are no words in it, else not at all", () => {
    expect(ruleFor([rule({ text: { en: "Hello", zh: "您好" } })], NOW, "zh")?.text).toBe("您好");
    expect(ruleFor([rule({})], NOW, "zh")?.text).toBe("Hello");
    expect(ruleFor([rule({ text: { zh: "您好" } })], NOW, "en")).toBeNull();
  });

  it("takes the first that holds", () => {
    const rules = [rule({ id: "a", product: "hat" }), rule({ id: "b" }), rule({ id: "c" })];
    expect(ruleFor(rules, NOW, "en")?.rule.id).toBe("b");
  });
});

describe("a visit", () => {
  it("goes on over pages, ends with half an hour of absence, and then is a return", () => {
    const store = new MemoryStore();
    let now = 1_000_000;
    const here = () => new Visit(store, "demo", () => now);
    expect([here().returning, here().silent]).toEqual([false, false]);
    here().spoke();
    now += 29 * 60_000;
    expect([here().returning, here().silent]).toEqual([false, true]);
    now += 31 * 60_000;
    expect([here().returning, here().silent]).toEqual([true, false]);
  });

  it("is silent for good where it was closed once", () => {
    const store = new MemoryStore();
    new Visit(store, "demo", () => 1_000).closed();
    expect(new Visit(store, "demo", () => 10 ** 12).silent).toBe(true);
  });
});
