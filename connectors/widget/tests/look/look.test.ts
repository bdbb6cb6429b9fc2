import { describe, expect, it } from "vitest";
import { en } from "../../src/locales/en.ts";
import { lookSheet, withWords } from "../../src/look/look.ts";

describe("a shop's look", () => {
  it("is custom properties, for light and for dark", () => {
    const sheet = lookSheet({ accent: ["#112233", "#aabbcc"], corner: 8 });
    expect(sheet).toContain("--sb-look-accent: light-dark(#112233, #aabbcc);");
    expect(sheet).toContain("--sb-look-corner: 8px;");
  });

  it("takes nothing but colours for a colour", () => {
    expect(lookSheet({ accent: ["red;} * {display:none", "#aabbcc"] })).not.toContain("display");
  });

  it("puts the shop's words in the place of the widget's own, in their language alone", () => {
    const look = { texts: { en: { greeting: "Hi from Moss", topics: ["Sizes"] } } };
    const texts = withWords(en, look, "en");
    expect([texts.greeting, texts.topics]).toEqual(["Hi from Moss", ["Sizes"]]);
    expect(texts.greetingLine).toBe(en.greetingLine);
    expect(withWords(en, look, "zh").greeting).toBe(en.greeting);
  });
});
