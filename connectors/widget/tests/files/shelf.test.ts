import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { problemOf } from "../../src/files/kinds.ts";
import { BrowserShelf } from "../../src/files/shelf.ts";

const photo = () => new Blob(["bytes"], { type: "image/jpeg" });

describe("the shelf", () => {
  it("keeps a file for the next page of the same site, and for no other site", async () => {
    await new BrowserShelf(indexedDB, "demo").put("a", photo());
    const found = await new BrowserShelf(indexedDB, "demo").get("a");
    expect([await found?.text(), found?.type]).toEqual(["bytes", "image/jpeg"]);
    expect(await new BrowserShelf(indexedDB, "other").get("a")).toBeNull();
    const shelf = new BrowserShelf(indexedDB, "demo");
    await shelf.remove("a");
    expect(await shelf.get("a")).toBeNull();
  });

  it("keeps files for as long as the page lives where the browser stores nothing", async () => {
    const broken = {
      open: () => {
        throw new Error("private window");
      },
    } as unknown as IDBFactory;
    const shelf = new BrowserShelf(broken, "demo");
    await shelf.put("a", photo());
    expect(await (await shelf.get("a"))?.text()).toBe("bytes");
    await shelf.clear();
    expect(await shelf.get("a")).toBeNull();
  });
});

describe("what may be sent", () => {
  it("is said before it is tried", () => {
    expect(problemOf({ type: "image/png", size: 10 << 20 })).toBeNull();
    expect(problemOf({ type: "image/png", size: (10 << 20) + 1 })).toBe("tooLarge");
    expect(problemOf({ type: "image/heic", size: 9 })).toBe("wrongKind");
    expect(problemOf({ type: "", size: 9 })).toBe("wrongKind");
    expect(problemOf({ type: "application/pdf", size: 0 })).toBe("empty");
  });
});
