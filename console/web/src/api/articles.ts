import type { Tier } from "@shopbell/conversations/contract";

/** Shapes of `/api/console/articles` and of what is found in them. */
export type ArticleState = "draft" | "published" | "archived";

export interface ArticleRow {
  /** The key, `<locale>:<article_id>`. */
  readonly id: string;
  readonly article_id: string;
  readonly title: string;
  readonly state: ArticleState;
  readonly locale: string;
  readonly tier: Tier;
  readonly version: number;
  readonly updated_at: string;
  readonly published_at: string | null;
  readonly has_draft: boolean;
  /** When the planned text goes live. */
  readonly publish_at: string | null;
  /** A day, `2026-12-31`. */
  readonly review_on: string | null;
  readonly owner: ArticleOwner | null;
  readonly tags: readonly string[];
  readonly usage: ArticleUsage;
}

export interface ArticleOwner {
  readonly id: string;
  readonly name: string;
}

/** Counts of the last 90 days; `last_on` is the day on which it was last said, whenever. */
export interface ArticleUsage {
  readonly served: number;
  readonly liked: number;
  readonly disliked: number;
  readonly last_on: string | null;
}

export interface ArticleList {
  readonly items: readonly ArticleRow[];
  readonly total: number;
}

/** `author` and `date` name the source, such as the buyer of a note. Outside of `valid_from` and
 * `valid_until` the text is not said. */
export interface ArticleText {
  readonly title: string;
  readonly body: string;
  readonly questions: readonly string[];
  readonly tier: Tier;
  readonly url: string | null;
  readonly product_id: string | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly verified_purchase: boolean;
  readonly sponsored: boolean;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

/** The newest text; `live` is what shoppers get now, null where they get nothing. */
export interface Article extends ArticleText {
  readonly id: string;
  readonly article_id: string;
  readonly locale: string;
  readonly state: ArticleState;
  readonly version: number;
  readonly live_version: number | null;
  readonly has_draft: boolean;
  readonly updated_at: string;
  readonly published_at: string | null;
  readonly editor: string;
  readonly live: ArticleText | null;
  readonly publish_at: string | null;
  readonly publish_version: number | null;
  readonly scheduled_by: string | null;
  readonly owner: ArticleOwner | null;
  readonly review_on: string | null;
  readonly tags: readonly string[];
  readonly usage: ArticleUsage;
}

/** One text as it was saved; `live` is the one that shoppers get now. */
export interface ArticleVersion {
  readonly number: number;
  readonly title: string;
  readonly editor: string;
  readonly saved_at: string;
  readonly imported: boolean;
  readonly live: boolean;
}

/** What was done besides saving; `detail` is the tag, the moment or the version that it gave. */
export interface ArticleDeed {
  readonly at: string;
  readonly by: string;
  readonly deed: string;
  readonly detail: string;
  readonly version: number | null;
}

export interface ArticleHistory {
  readonly versions: readonly ArticleVersion[];
  readonly deeds: readonly ArticleDeed[];
}

/** The newest text of an article in one language. */
export interface ArticleVariant extends ArticleText {
  readonly id: string;
  readonly locale: string;
  readonly state: ArticleState;
  readonly version: number;
  readonly updated_at: string;
}

export interface SuggestedQuestion {
  readonly id: string;
  readonly text: string;
  readonly times: number;
}

export interface Passage {
  readonly id: string;
  readonly article_id: string;
  readonly title: string;
  readonly text: string;
  readonly score: number;
  readonly tier: Tier;
  readonly url: string | null;
  readonly locale: string;
  readonly author: string | null;
  readonly date: string | null;
}
