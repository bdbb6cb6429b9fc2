/** The languages in which the console speaks, each by its own name. */
export const LANGUAGES = [
  { id: "en", title: "English" },
  { id: "zh", title: "中文" },
] as const;

export type Language = (typeof LANGUAGES)[number]["id"];

const KEY = "shopbell.console.language";

/** What somebody chose, else what their browser asks for first. */
export function readLanguage(
  storage: Pick<Storage, "getItem"> = localStorage,
  asked: string = navigator.language,
): Language {
  const kept = storage.getItem(KEY);
  const known = LANGUAGES.find((one) => one.id === kept);
  return known?.id ?? (asked.toLowerCase().startsWith("zh") ? "zh" : "en");
}

/** One language for as long as the page lives: words may be read anywhere, at any time. */
export const language: Language = readLanguage();

/** For `Intl`: the reader's own region where they speak the page's language, else the language. */
export const formatLocale: string =
  navigator.language.split("-")[0] === language ? navigator.language : language;

/** Loads the page anew in the other language; a page with unsaved text asks first. */
export function changeLanguage(next: Language): void {
  if (next === language) return;
  localStorage.setItem(KEY, next);
  window.location.reload();
}
