import { useQuery } from "@tanstack/react-query";
import type { ArticleList } from "../../api/articles.ts";
import { http } from "../../api/http.ts";
import { keys } from "../../api/queries.ts";
import { PAGE_ROWS } from "./filters.ts";

const ARTICLES = "/api/console/articles";

/** An article as much as a deed over many must know of it. */
export interface Chosen {
  readonly id: string;
  readonly version: number;
  readonly title: string;
}

/** `search` is what `searchOf` made of the filters; the page before stays while the next loads. */
export function useArticles(search: string, page: number) {
  const asked = `${search}${search ? "&" : ""}limit=${PAGE_ROWS}&offset=${(page - 1) * PAGE_ROWS}`;
  return useQuery({
    queryKey: keys.articleList(asked),
    queryFn: ({ signal }) => http.get<ArticleList>(`${ARTICLES}?${asked}`, signal),
    placeholderData: (previous) => previous,
  });
}

export async function fetchMatching(search: string): Promise<readonly Chosen[]> {
  const found = await http.get<{ items: readonly Chosen[] }>(`${ARTICLES}/matching?${search}`);
  return found.items;
}

export function useTags() {
  return useQuery({
    queryKey: keys.articleTags,
    queryFn: ({ signal }) =>
      http.get<{ items: readonly { readonly tag: string; readonly articles: number }[] }>(
        `${ARTICLES}/tags`,
        signal,
      ),
    select: (answer) => answer.items,
  });
}
