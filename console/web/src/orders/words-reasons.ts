import { sentence } from "../format/words.ts";
import { inWords } from "../locales/words.ts";

const REASONS = inWords<Readonly<Record<string, string>>>({
  en: {},
  zh: { "no longer needed": "不再需要", "ordered by mistake": "下错单" },
});

/** A reason of the shop's rules; one that a shop has made up itself is said as it stands there. */
export function reasonName(reason: string): string {
  return REASONS[reason] ?? sentence(reason);
}
