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

  it("says a refusal by its reason, else its code, else around the server's own words", async () => {
    localStorage.setItem("shopbell.console.language", "zh");
    vi.resetModules();
    const { HttpClient, messageOf } = await import("../../src/api/http.ts");
    const refused = async (answer: object) => {
      const client = new HttpClient(
        async () => new Response(JSON.stringify(answer), { status: 422 }),
      );
      return messageOf(await client.get("/a").catch((problem: unknown) => problem));
    };
    const error = { code: "invalid", message: "name: must be odd" };
    expect(await refused({ error, reason: "password_short" })).toBe("密码至少需要 10 个字符。");
    expect(await refused({ error: { code: "last_admin", message: "No." } })).toBe(
      "至少需要保留一位管理员。",
    );
    expect(
      await refused({ error: { ...error, message: "email: must be an e-mail address" } }),
    ).toBe("邮箱：须为邮箱地址");
    expect(await refused({ error })).toBe("填写有误：name: must be odd");
    expect(await refused({ error: { code: "order_refused", message: "商品缺货。" } })).toBe(
      "商品缺货。",
    );
  });
});
