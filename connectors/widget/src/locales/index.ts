import { en, type Texts } from "./en.ts";

export type { Texts };

/** A language's file. What it leaves out stays English. */
export type Translation = Partial<Texts>;

interface LocaleFile {
  readonly texts: Translation;
}

/** One file here is one language of the widget; each is fetched only where it is wanted. */
const FILES = import.meta.glob<LocaleFile>(["./*.ts", "!./en.ts", "!./index.ts"]);
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur"]);

const texts = new Map<string, Texts>([["en", en]]);

/** The languages that the widget itself speaks, by their two letters. */
export const LOCALES: readonly string[] = [
  "en",
  ...Object.keys(FILES).map((path) => path.slice(2, -3)),
];

/** The first of `wanted` that the widget speaks, as its two letters; English when none is. */
export function pickLocale(wanted: readonly (string | null | undefined)[]): string {
  for (const tag of wanted) {
    const letters = tag?.toLowerCase().split("-")[0];
    if (letters && LOCALES.includes(letters)) return letters;
  }
  return "en";
}

/** Whether `textsOf` has the language's own words already. */
export function isLoaded(locale: string): boolean {
  return texts.has(locale);
}

/** Fetches a language's words, once. English goes on where they cannot be had. */
export async function loadTexts(locale: string): Promise<void> {
  const load = FILES[`./${locale}.ts`];
  if (!load || texts.has(locale)) return;
  try {
    texts.set(locale, { ...en, ...(await load()).texts });
  } catch {
    // The next change to this language tries again.
  }
}

export function textsOf(locale: string): Texts {
  return texts.get(locale) ?? en;
}

export function directionOf(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale) ? "rtl" : "ltr";
}

/** A language's name in that language. */
export function nameOf(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** `{name}` and the like, filled in. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
