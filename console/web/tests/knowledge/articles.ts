import type { Article, ArticleRow } from "../../src/api/articles.ts";
import { BLANK } from "../../src/knowledge/text.ts";

const UNUSED = { served: 0, liked: 0, disliked: 0, last_on: null };

/** A published article as the server sends it. */
export const SAVED: Article = {
  ...BLANK,
  id: "en:returns",
  article_id: "returns",
  title: "Returns",
  body: "30 days",
  questions: ["can I send it back?"],
  locale: "en",
  state: "published",
  version: 3,
  live_version: 3,
  has_draft: false,
  updated_at: "2026-11-24T09:00:00.000Z",
  published_at: "2026-11-24T09:00:00.000Z",
  editor: "Mira",
  live: null,
  publish_at: null,
  publish_version: null,
  scheduled_by: null,
  owner: null,
  review_on: null,
  tags: [],
  usage: UNUSED,
};

export function row(number: number, part: Partial<ArticleRow> = {}): ArticleRow {
  return {
    id: `en:a${number}`,
    article_id: `a${number}`,
    title: `Article ${number}`,
    state: "draft",
    locale: "en",
    tier: "official",
    version: 1,
    updated_at: "2026-11-24T09:00:00.000Z",
    published_at: null,
    has_draft: true,
    publish_at: null,
    review_on: null,
    owner: null,
    tags: [],
    usage: UNUSED,
    ...part,
  };
}
