/** What stands before the caret and asks for a list: `/` in a reply, `@` in a note. */
export interface Trigger {
  /** Where the sign stands. */
  readonly from: number;
  readonly query: string;
}

const SLASH = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u;
const AT = /(?:^|[^\p{Script=Latin}\p{N}._-])@([\p{L}\p{N}_-]*)$/u;

export function triggerIn(text: string, caret: number, mode: "reply" | "note"): Trigger | null {
  const before = text.slice(0, caret);
  const found = (mode === "note" ? AT : SLASH).exec(before);
  if (!found) return null;
  const query = found[1] ?? "";
  return { from: caret - query.length - 1, query };
}

/** The text with what was typed since the sign replaced, and where the caret is then. */
export function inserted(
  text: string,
  trigger: Trigger,
  words: string,
): { readonly text: string; readonly caret: number } {
  const end = trigger.from + 1 + trigger.query.length;
  return {
    text: text.slice(0, trigger.from) + words + text.slice(end),
    caret: trigger.from + words.length,
  };
}

const VARIABLE = /\{\{\s*([a-z_]+(?:\.[a-z_]+)+)\s*\}\}/g;

/** Variables of a saved reply that nothing has filled: such a text is not sent. */
export function missingIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((found) => found[1] ?? ""))];
}
