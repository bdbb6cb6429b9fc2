import { count } from "../../format/words.ts";
import type { Deed, DeedInput, Outcome } from "./bulk.ts";

interface Words {
  readonly title: (articles: string) => string;
  readonly confirm: string;
  readonly means: string;
}

export const WORDS: Readonly<Record<Deed, Words>> = {
  publish: {
    title: (articles) => `Publish ${articles}?`,
    confirm: "Publish",
    means: "The newest text of each becomes what the bot says, at once.",
  },
  archive: {
    title: (articles) => `Take ${articles} away from shoppers?`,
    confirm: "Archive",
    means: "The bot stops using them at once. The texts are kept and can be published again.",
  },
  add_tag: {
    title: (articles) => `Add a tag to ${articles}`,
    confirm: "Add the tag",
    means: "Tags are for finding articles here; shoppers never see them.",
  },
  remove_tag: {
    title: (articles) => `Remove a tag from ${articles}`,
    confirm: "Remove the tag",
    means: "Articles that do not have it stay as they are.",
  },
  set_owner: {
    title: (articles) => `Who looks after ${articles}?`,
    confirm: "Set the owner",
    means: "Whoever looked after them before no longer does.",
  },
  set_review: {
    title: (articles) => `When are ${articles} looked at again?`,
    confirm: "Set the date",
    means: "From that day on they are found under Attention: review due.",
  },
};

export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  done: "Done",
  unchanged: "Was so already",
  changed_meanwhile: "Saved by somebody meanwhile",
  gone: "Not there any more",
  refused: "Refused",
};

export function articlesIn(number: number): string {
  return count(number, "article", "articles");
}

export function isReady(deed: Deed, input: DeedInput): boolean {
  return deed === "add_tag" || deed === "remove_tag" ? Boolean(input.tag?.trim()) : true;
}

/** What is sent: only what the deed needs. */
export function inputOf(deed: Deed, input: DeedInput): DeedInput {
  if (deed === "add_tag" || deed === "remove_tag") return { tag: input.tag ?? "" };
  if (deed === "set_owner") return { owner: input.owner || null };
  if (deed === "set_review") return { review_on: input.review_on || null };
  return {};
}
