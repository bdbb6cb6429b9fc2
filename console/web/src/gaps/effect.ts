import type { Effect } from "./gaps.ts";
import { words } from "./words.ts";

/** What came of an article, in one sentence. */
export function effectOf({ asked, answered, by_article }: Effect): string {
  if (asked === 0) return words.notAsked;
  if (answered === 0) return words.neverAnswered(asked);
  return words.effect(asked, answered, by_article);
}

/** Does the article do what it was written for? Nobody knows before it was asked again. */
export function verdictOf({ asked, answered }: Effect): "unknown" | "closed" | "partly" | "open" {
  if (asked === 0) return "unknown";
  const share = answered / asked;
  if (share >= 0.8) return "closed";
  return share >= 0.4 ? "partly" : "open";
}
