import { count } from "../format/words.ts";
import type { Effect } from "./gaps.ts";

/** What came of an article, in one sentence. */
export function effectOf({ asked, answered, by_article }: Effect): string {
  if (asked === 0) return "Not asked again since.";
  const times = `Asked ${count(asked, "time", "times")} since`;
  if (answered === 0) return `${times}, and never answered.`;
  const all = answered === asked ? "always answered" : `${answered} answered`;
  if (by_article === answered) return `${times}, ${all}, with this article.`;
  return `${times}, ${all}, ${by_article} of them with this article.`;
}

/** Does the article do what it was written for? Nobody knows before it was asked again. */
export function verdictOf({ asked, answered }: Effect): "unknown" | "closed" | "partly" | "open" {
  if (asked === 0) return "unknown";
  const share = answered / asked;
  if (share >= 0.8) return "closed";
  return share >= 0.4 ? "partly" : "open";
}
