import { afterEach, describe, expect, it, vi } from "vitest";

async function speaking(language: "en" | "zh") {
  localStorage.setItem("shopbell.console.language", language);
  vi.resetModules();
  return {
    ...(await import("../../src/knowledge/words-problems.ts")),
    ...(await import("../../src/api/http.ts")),
  };
}

const LINE = "line 2: unknown field bad; known are body, id; title is missing";

describe("what the knowledge base finds wrong", () => {
  afterEach(() => {
    localStorage.clear();
    vi.resetModules();
  });

  it("is said in the reader's language, each part of a line for itself", async () => {
    const { problemInWords } = await speaking("zh");
    expect(problemInWords(LINE)).toBe("第 2 行：未知字段 bad；可用字段：body, id；缺少标题");
    expect(problemInWords("notes.csv, line 7: date must be like 2026-01-31")).toBe(
      "notes.csv 第 7 行：日期的格式应为 2026-01-31",
    );
    expect(problemInWords("something new")).toBe("something new");
  });

  it("stays as it came in English", async () => {
    const { problemInWords } = await speaking("en");
    expect(problemInWords(LINE)).toBe(LINE);
  });

  it("names the fields of a text that cannot be kept", async () => {
    const { ApiError, refusalInWords } = await speaking("zh");
    const details = {
      error: { code: "invalid", message: "title must be 1 to 300 characters" },
      fields: [
        { field: "title", message: "must be 1 to 300 characters" },
        { field: "valid_until", message: "must be later than valid_from" },
      ],
    };
    expect(refusalInWords(new ApiError(422, "invalid", "", details))).toBe(
      "标题须为 1 至 300 个字符；失效时间须晚于生效时间",
    );
  });
});
