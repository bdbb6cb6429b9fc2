import { beforeEach, describe, expect, it } from "vitest";
import { BrowserStore, MemoryStore, openStore } from "../../src/storage/store.ts";

beforeEach(() => localStorage.clear());

describe("storage", () => {
  it("writes where another tab reads", () => {
    openStore(window).set("a:1", "one");
    const other = openStore(window);
    expect(other.get("a:1")).toBe("one");
    expect(other.keys("a:")).toEqual(["a:1"]);
    other.remove("a:1");
    expect(openStore(window).get("a:1")).toBeNull();
  });

  it("lives in memory where the browser forbids it", () => {
    const browser = {
      get localStorage(): Storage {
        throw new DOMException("denied", "SecurityError");
      },
    };
    const store = openStore(browser);
    expect(store).toBeInstanceOf(MemoryStore);
    store.set("a", "one");
    expect(store.get("a")).toBe("one");
  });

  it("keeps in memory what does not fit", () => {
    const full = Object.assign(Object.create(localStorage) as Storage, {
      setItem() {
        throw new DOMException("full", "QuotaExceededError");
      },
    });
    for (const name of ["getItem", "removeItem", "key"] as const) {
      Object.assign(full, { [name]: localStorage[name].bind(localStorage) });
    }
    Object.defineProperty(full, "length", { get: () => localStorage.length });
    const store = new BrowserStore(full);
    store.set("a:1", "one");
    expect(store.get("a:1")).toBe("one");
    expect(store.keys("a:")).toEqual(["a:1"]);
    store.remove("a:1");
    expect(store.get("a:1")).toBeNull();
  });
});
