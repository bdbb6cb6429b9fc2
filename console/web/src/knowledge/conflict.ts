import type { ArticleText } from "../api/articles.ts";
import { ApiError } from "../api/http.ts";
import { diffLines } from "./diff.ts";
import { textOf } from "./text.ts";

/** Somebody saved in between. `version` is theirs: the one that the next save must name. */
export interface Conflict {
  readonly yours: ArticleText;
  readonly theirs: ArticleText;
  readonly version: number;
}

export function conflictOf(problem: unknown, yours: ArticleText): Conflict | null {
  if (!(problem instanceof ApiError) || problem.code !== "stale_version") return null;
  const details = problem.details as { theirs?: ArticleText; version?: number } | null;
  if (!details?.theirs || typeof details.version !== "number") return null;
  return { yours: textOf(yours), theirs: textOf(details.theirs), version: details.version };
}

export type Field = keyof ArticleText;
export type Side = "yours" | "theirs";

const FIELDS: readonly Field[] = [
  "title",
  "body",
  "questions",
  "tier",
  "url",
  "product_id",
  "author",
  "date",
  "verified_purchase",
  "sponsored",
  "valid_from",
  "valid_until",
];

export function differingFields({ yours, theirs }: Conflict): readonly Field[] {
  return FIELDS.filter((field) => JSON.stringify(yours[field]) !== JSON.stringify(theirs[field]));
}

/** A text of chosen fields. What was merged by hand, body or questions, goes in as `written`. */
export function resolve(
  { yours, theirs }: Conflict,
  picks: Readonly<Partial<Record<Field, Side>>>,
  written: Partial<Pick<ArticleText, "body" | "questions">>,
): ArticleText {
  const taken = FIELDS.filter((field) => picks[field] === "theirs");
  const fromTheirs = Object.fromEntries(taken.map((field) => [field, theirs[field]]));
  return { ...yours, ...fromTheirs, ...written };
}

/** Every line of both texts, in order; where they differ, theirs come before yours. */
export function joinBodies({ yours, theirs }: Conflict): string {
  return diffLines(theirs.body, yours.body)
    .map((line) => line.text)
    .join("\n");
}

/** Both lists of questions, each once: theirs first, then what only yours has. */
export function joinQuestions({ yours, theirs }: Conflict): readonly string[] {
  return [...new Set([...theirs.questions, ...yours.questions])];
}
