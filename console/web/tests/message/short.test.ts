import { afterEach, describe, expect, it, vi } from "vitest";

describe("a message's line in a list", () => {
  afterEach(() => {
    localStorage.clear();
    vi.resetModules();
  });

  it("is in the reader's language where the message has no words of its own", async () => {
    localStorage.setItem("shopbell.console.language", "zh");
    vi.resetModules();
    const { shortOf } = await import("../../src/message/words-short.ts");
    expect(shortOf({ text: "Receipt for #W1", role: "system" })).toBe("#W1 的凭证");
    expect(shortOf({ text: "Asked for a rating", role: "bot" })).toBe("已邀请评分");
    expect(shortOf({ text: "Rated 5 thank you", role: "shopper" })).toBe("评分 5 分 thank you");
    expect(shortOf({ text: "Order #W1", role: "shopper" })).toBe("Order #W1");
  });
});
