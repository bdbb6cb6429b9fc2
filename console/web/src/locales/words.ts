import { type Language, language } from "./language.ts";

/**
 * Texts of one folder in every language, as a `words.ts` beside the components that say them.
 *
 *     export const words = inWords({ en: { title: "Waiting" }, zh: { title: "待接入" } });
 *
 * What holds a value is a function: `more: (n: number) => …`. The English texts say which there are:
 * one that another language lacks, or has besides, does not compile.
 */
export function inWords<T extends object>(
  texts: { readonly en: T } & Readonly<Record<Language, NoInfer<T>>>,
): T {
  return texts[language];
}

/** Facts or names one after the other, those that there are, with the language's own comma. */
export function inARow(...parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join(language === "zh" ? "，" : ", ");
}

const numerals = new Intl.NumberFormat(language);
const plurals = new Intl.PluralRules(language);

export function numeral(number: number): string {
  return numerals.format(number);
}

/** `1 article`, `3 articles`; languages without a plural give one form. */
export function counted(number: number, one: string, many: string = one): string {
  return `${numeral(number)} ${plurals.select(number) === "one" ? one : many}`;
}
