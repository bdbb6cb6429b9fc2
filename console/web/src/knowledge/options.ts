import type { ArticleState, Tier } from "../api/types.ts";
import type { Tone } from "../ui/Badge.tsx";

export const STATES: readonly { readonly id: ArticleState; readonly title: string }[] = [
  { id: "published", title: "Published" },
  { id: "draft", title: "Draft" },
  { id: "archived", title: "Archived" },
];

/** States as the list is narrowed to them. */
export const LIST_STATES: readonly { readonly id: string; readonly title: string }[] = [
  ...STATES,
  { id: "changed", title: "Draft changes" },
  { id: "scheduled", title: "Scheduled" },
];

export const ATTENTION: readonly { readonly id: string; readonly title: string }[] = [
  { id: "stale", title: "Review due" },
  { id: "never_used", title: "Never said" },
  { id: "disliked", title: "Often did not help" },
];

export const STATE_TONES: Readonly<Record<ArticleState, Tone>> = {
  published: "good",
  draft: "attention",
  archived: "plain",
};

export const TIERS: readonly { readonly id: Tier; readonly title: string }[] = [
  { id: "official", title: "Official" },
  { id: "product", title: "Product" },
  { id: "community", title: "Buyers’ notes" },
];

export const LOCALES: readonly string[] = ["en", "zh"];

export function titleIn<T extends string>(
  options: readonly { readonly id: T; readonly title: string }[],
  id: T,
): string {
  return options.find((option) => option.id === id)?.title ?? id;
}
