import { inWords } from "../locales/words.ts";

type Rule = readonly [RegExp, (what?: string) => string];

/** What a list shows of a message without words of its own; the server says it in English. */
const SHORT = inWords<readonly Rule[]>({
  en: [],
  zh: [
    [/^Order (#?\S*)$/, (order) => `订单 ${order}`],
    [/^Receipt for (#?\S*)$/, (order) => `${order} 的凭证`],
    [/^Asked for a rating$/, () => "已邀请评分"],
    [/^Rated (\d+)\b/, (score) => `评分 ${score} 分`],
  ],
});

/** A message's line in a list. A shopper's own words are never taken for one of the server's. */
export function shortOf({ text, role }: { readonly text: string; readonly role: string }): string {
  for (const [pattern, say] of SHORT) {
    const found = pattern.exec(text);
    const own = role === "shopper" && !text.startsWith("Rated ");
    if (found && !own) return say(found[1]) + text.slice(found[0].length);
  }
  return text;
}
