import { describe, expect, it } from "vitest";
import { en } from "../src/locales/en.ts";
import {
  directionOf,
  LOCALES,
  loadTexts,
  nameOf,
  pickLocale,
  textsOf,
} from "../src/locales/index.ts";

/** `{name}` and the like, which a translation must neither lose nor invent. */
const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe("a language", () => {
  it("is a file, and is offered by its own name", () => {
    expect(LOCALES).toEqual(["en", "ar", "es", "zh"]);
    expect(LOCALES.map(nameOf)).toEqual(["English", "العربية", "Español", "中文"]);
    expect(pickLocale(["pt-BR", "es-MX"])).toBe("es");
    expect(LOCALES.filter((locale) => directionOf(locale) === "rtl")).toEqual(["ar"]);
  });

  it.each(LOCALES.slice(1))("%s says all that English says, with the same gaps", async (locale) => {
    await loadTexts(locale);
    const texts = textsOf(locale);
    for (const [name, text] of Object.entries(en)) {
      const translated = texts[name as keyof typeof en];
      expect(typeof translated, name).toBe(typeof text);
      if (typeof text !== "string") expect(Object.keys(translated)).toEqual(Object.keys(text));
      else expect(gaps(String(translated)), name).toEqual(gaps(text));
    }
  });
});
