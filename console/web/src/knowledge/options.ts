import type { ArticleState } from "../api/articles.ts";
import type { Tier } from "../api/types.ts";
import type { Tone } from "../ui/Badge.tsx";
import { words } from "./words.ts";

export const STATES: readonly { readonly id: ArticleState; readonly title: string }[] = [
  { id: "published", title: words.states.published },
  { id: "draft", title: words.states.draft },
  { id: "archived", title: words.states.archived },
];

/** States as the list is narrowed to them. */
export const LIST_STATES: readonly { readonly id: string; readonly title: string }[] = [
  ...STATES,
  { id: "changed", title: words.draftChanges },
  { id: "scheduled", title: words.scheduled },
];

export const ATTENTION: readonly { readonly id: string; readonly title: string }[] = [
  { id: "stale", title: words.attention.stale },
  { id: "never_used", title: words.attention.never_used },
  { id: "disliked", title: words.attention.disliked },
];

export const STATE_TONES: Readonly<Record<ArticleState, Tone>> = {
  published: "good",
  draft: "attention",
  archived: "plain",
};

export const TIERS: readonly { readonly id: Tier; readonly title: string }[] = [
  { id: "official", title: words.tiers.official },
  { id: "product", title: words.tiers.product },
  { id: "community", title: words.tiers.community },
];

export const LOCALES: readonly string[] = ["en", "zh"];

export function titleIn<T extends string>(
  options: readonly { readonly id: T; readonly title: string }[],
  id: T,
): string {
  return options.find((option) => option.id === id)?.title ?? id;
}
