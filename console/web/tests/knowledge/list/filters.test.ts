import { describe, expect, it } from "vitest";
import {
  readFilter,
  readPage,
  searchOf,
  withFilter,
  withoutFilters,
  withPage,
} from "../../../src/knowledge/list/filters.ts";

describe("filters in the address", () => {
  it("come back from the address as they were put there", () => {
    const address = new URLSearchParams("q=gift%20box&tag=summer&attention=stale&page=3");
    expect(readFilter(address)).toMatchObject({ q: "gift box", tag: "summer", attention: "stale" });
    expect(searchOf(readFilter(address))).toBe("q=gift+box&tag=summer&attention=stale");
    expect(readPage(address)).toBe(3);
  });

  it("begin at the first page when one of them changes", () => {
    const address = new URLSearchParams("state=draft&page=3&other=1");
    expect(withFilter(address, "tag", "a").toString()).toBe("state=draft&other=1&tag=a");
    expect(withFilter(address, "state", "").toString()).toBe("other=1");
    expect(withPage(address, 1).toString()).toBe("state=draft&other=1");
    expect(withoutFilters(address).toString()).toBe("other=1");
  });

  it("take a page that is none for the first", () => {
    for (const page of ["", "0", "-2", "x", "1.5"]) {
      expect(readPage(new URLSearchParams({ page }))).toBe(1);
    }
  });
});
