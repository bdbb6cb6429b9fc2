import { en, type Texts } from "./en.ts";
import { zh } from "./zh.ts";

export type { Texts };

const TEXTS: Readonly<Record<string, Texts>> = { en, zh };

/** The languages that the widget itself speaks, by their two letters. */
export const LOCALES: readonly string[] = Object.keys(TEXTS);

/** The first of `wanted` that the widget speaks, as its two letters; English when none is. */
export function pickLocale(wanted: readonly (string | null | undefined)[]): string {
  for (const tag of wanted) {
    const letters = tag?.toLowerCase().split("-")[0];
    if (letters && LOCALES.includes(letters)) return letters;
  }
  return "en";
}

export function textsOf(locale: string): Texts {
  return TEXTS[locale] ?? en;
}

/** `{name}` and the like, filled in. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
