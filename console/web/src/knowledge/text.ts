import type { Article, ArticleText } from "../api/articles.ts";

export const BLANK: ArticleText = {
  title: "",
  body: "",
  questions: [],
  tier: "official",
  url: null,
  product_id: null,
  author: null,
  date: null,
  verified_purchase: false,
  sponsored: false,
  valid_from: null,
  valid_until: null,
};

/** The editable part of an article; all of it is sent back, so that saving drops nothing. */
export function textOf(article: Article | ArticleText): ArticleText {
  const { title, body, questions, tier, url, product_id, author, date } = article;
  const { verified_purchase, sponsored, valid_from, valid_until } = article;
  return {
    title,
    body,
    questions,
    tier,
    url,
    product_id,
    author,
    date,
    verified_purchase,
    sponsored,
    valid_from,
    valid_until,
  };
}

/** What is sent: outer spaces and empty questions go, an empty address is none. */
export function tidy(text: ArticleText): ArticleText {
  return {
    ...text,
    title: text.title.trim(),
    questions: text.questions.map((question) => question.trim()).filter(Boolean),
    url: text.url?.trim() || null,
  };
}

export function isSameText(a: ArticleText, b: ArticleText): boolean {
  return JSON.stringify(textOf(tidy(a))) === JSON.stringify(textOf(tidy(b)));
}

export function move<T>(items: readonly T[], from: number, by: 1 | -1): readonly T[] {
  const to = from + by;
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const next = items.toSpliced(from, 1);
  return next.toSpliced(to, 0, item);
}
