import { describe, expect, it } from "vitest";
import { money } from "../../src/format/money.ts";
import { dayOf, shortAge, waitOf } from "../../src/format/time.ts";
import { reasonOf, sentence } from "../../src/format/words.ts";
import { initials } from "../../src/ui/Avatar.tsx";

const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);

describe("a wait", () => {
  it.each([
    [-3, "0s"],
    [59.9, "59s"],
    [60, "1m 00s"],
    [252, "4m 12s"],
    [3_600, "1h 00m"],
    [50 * 3_600, "2d"],
  ])("of %d seconds is %s", (seconds, words) => {
    expect(waitOf(seconds)).toBe(words);
  });
});

describe("an age", () => {
  it("is one short word", () => {
    const ago = (seconds: number) =>
      shortAge(new Date(NOW - seconds * 1_000).toISOString(), NOW, "en");
    expect([5, 300, 7_200, 180_000].map(ago)).toEqual(["now", "5m", "2h", "2d"]);
    expect(shortAge(new Date(NOW + 5_000).toISOString(), NOW)).toBe("now");
  });

  it("names today and yesterday", () => {
    expect(dayOf(new Date(NOW).toISOString(), NOW)).toBe("Today");
    expect(dayOf(new Date(NOW - 86_400_000).toISOString(), NOW)).toBe("Yesterday");
  });
});

describe("money", () => {
  it("has the digits of its currency", () => {
    expect(money({ amount: "19.9", currency: "USD" }, "en-US")).toBe("$19.90");
    expect(money({ amount: "1200", currency: "JPY" }, "en-US")).toBe("¥1,200");
  });

  it("is shown as it came where it cannot be read", () => {
    expect(money({ amount: "?", currency: "USD" })).toBe("? USD");
    expect(money({ amount: "1", currency: "nonsense" })).toBe("1 nonsense");
  });
});

describe("words", () => {
  it("stand for codes, known or not", () => {
    expect(reasonOf("asked_for_person")).toBe("Asked for a person");
    expect(reasonOf("some_new_reason")).toBe("Some new reason");
    expect(sentence("return_requested")).toBe("Return requested");
  });

  it("shorten a name, also one of a single or wide character", () => {
    expect(["Mira Klein", "mia", "王 小明", ""].map(initials)).toEqual(["MK", "M", "王小", "?"]);
  });
});
