import { afterEach, describe, expect, it, vi } from "vitest";
import { readLanguage } from "../../src/locales/language.ts";

const kept = (value: string | null) => ({ getItem: () => value });

describe("the console's language", () => {
  afterEach(() => {
    localStorage.clear();
    vi.resetModules();
  });

  it("is what was chosen, else the browser's, else English", () => {
    expect(readLanguage(kept("zh"), "en-GB")).toBe("zh");
    expect(readLanguage(kept("en"), "zh-CN")).toBe("en");
    expect(readLanguage(kept(null), "zh-TW")).toBe("zh");
    expect(readLanguage(kept(null), "de")).toBe("en");
    expect(readLanguage(kept("klingon"), "fr")).toBe("en");
  });

  it("decides words, dates and waits alike", async () => {
    localStorage.setItem("shopbell.console.language", "zh");
    vi.resetModules();
    const { waitOf, dayOf } = await import("../../src/format/time.ts");
    const { reasonOf, languageOf } = await import("../../src/format/words.ts");
    expect(waitOf(252)).toBe("4分12秒");
    expect(dayOf(new Date().toISOString(), Date.now())).toBe("今天");
    expect(reasonOf("asked_for_person")).toBe("要求人工服务");
    expect(languageOf("en")).toBe("英语");
  });
});
