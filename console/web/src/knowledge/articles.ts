import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Article, ArticleText } from "../api/articles.ts";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";

const ARTICLES = "/api/console/articles";

export function articlePath(key: string, rest = ""): string {
  return `${ARTICLES}/${encodeURIComponent(key)}${rest}`;
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
    onSuccess: (article) => keepArticle(cache, article),
  });
}

/** What the server just said of an article; lists and its history are asked for again. */
export function keepArticle(cache: QueryClient, article: Article): void {
  cache.setQueryData(keys.article(article.id), article);
  void cache.invalidateQueries({ queryKey: [...keys.articles, "list"] });
  void cache.invalidateQueries({ queryKey: keys.articleHistory(article.id) });
  void cache.invalidateQueries({ queryKey: [...keys.articles, "variants"] });
}

export function useCreateArticle() {
  return useArticleChange((input: { text: ArticleText; locale: string; id?: string }) =>
    http.post<Article>(ARTICLES, {
      ...input.text,
      locale: input.locale,
      ...(input.id ? { id: input.id } : {}),
    }),
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

export function useScheduleArticle() {
  return useArticleChange((input: Edition & { publish_at: string }) =>
    http.post<Article>(articlePath(input.key, "/schedule"), {
      version: input.version,
      publish_at: input.publish_at,
    }),
  );
}

export function useUnscheduleArticle() {
  return useArticleChange((key: string) => http.delete<Article>(articlePath(key, "/schedule")));
}
