/** Codes of the contract as a person would say them. */
const REASONS: Readonly<Record<string, string>> = {
  asked_for_person: "Asked for a person",
  not_understood: "The bot did not understand",
  not_answered: "Nothing written about this",
  case: "Needs a decision",
  failed: "The bot had a problem",
  angry: "Angry with the bot",
  repeated: "Asked the same thing three times",
};

export function reasonOf(code: string): string {
  return REASONS[code] ?? sentence(code);
}

/** `return_requested` → `Return requested`. */
export function sentence(code: string): string {
  const words = code.replaceAll(/[_.-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function languageOf(locale: string, reader?: string): string {
  try {
    return new Intl.DisplayNames(reader ?? "en", { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

export function count(number: number, one: string, many: string): string {
  return `${new Intl.NumberFormat().format(number)} ${number === 1 ? one : many}`;
}
