import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Article, ArticleList, ArticleText, TryResult } from "../api/types.ts";

const ARTICLES = "/api/console/articles";
const PAGE = 100;

export interface ArticleFilter {
  readonly q: string;
  readonly state: string;
  readonly locale: string;
  readonly tier: string;
}

function articlePath(key: string, rest = ""): string {
  return `${ARTICLES}/${encodeURIComponent(key)}${rest}`;
}

/** Filters that are set, as the part of an address after `?`. */
export function searchOf(filter: ArticleFilter): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) search.set(name, value);
  return search.toString();
}

/** `search` is what `searchOf` made of the filters. */
export function useArticles(search: string) {
  return useInfiniteQuery({
    queryKey: keys.articleList(search),
    queryFn: ({ signal, pageParam }) =>
      http.get<ArticleList>(`${ARTICLES}?${search}&limit=${PAGE}&offset=${pageParam}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
      return shown < last.total && last.items.length > 0 ? shown : undefined;
    },
    placeholderData: (previous) => previous,
  });
}

export function useArticle(key: string) {
  return useQuery({
    queryKey: keys.article(key),
    queryFn: ({ signal }) => http.get<Article>(articlePath(key), signal),
    // An edit in progress must not change under the writer's hands.
    refetchOnWindowFocus: false,
    staleTime: 0,
  });
}

function useArticleChange<T>(call: (input: T) => Promise<Article>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (article) => {
      cache.setQueryData(keys.article(article.id), article);
      void cache.invalidateQueries({ queryKey: [...keys.articles, "list"] });
    },
  });
}

export function useCreateArticle() {
  return useArticleChange((input: { text: ArticleText; locale: string }) =>
    http.post<Article>(ARTICLES, { ...input.text, locale: input.locale }),
  );
}

interface Save {
  readonly key: string;
  readonly version: number;
  readonly text: ArticleText;
  readonly locale: string;
}

export function useSaveArticle() {
  return useArticleChange((input: Save) =>
    http.put<Article>(articlePath(input.key), {
      ...input.text,
      locale: input.locale,
      version: input.version,
    }),
  );
}

interface Edition {
  readonly key: string;
  readonly version: number;
}

export function usePublishArticle() {
  return useArticleChange(({ key, version }: Edition) =>
    http.post<Article>(articlePath(key, "/publish"), { version }),
  );
}

export function useArchiveArticle() {
  return useArticleChange(({ key, version }: Edition) =>
    http.post<Article>(articlePath(key, "/archive"), { version }),
  );
}

export function useTry() {
  return useMutation({
    mutationFn: (input: { query: string; locale: string }) =>
      http.post<TryResult>(`${ARTICLES}/try`, input),
  });
}
