import { useQuery } from "@tanstack/react-query";
import type { ArticleVariant } from "../../api/articles.ts";
import { http } from "../../api/http.ts";
import { keys } from "../../api/queries.ts";
import { articlePath } from "../articles.ts";

/** The texts of one article in all its languages; `key` null asks for nothing. */
export function useVariants(key: string | null) {
  return useQuery({
    queryKey: keys.articleVariants(key ?? ""),
    queryFn: ({ signal }) =>
      http.get<{ items: readonly ArticleVariant[] }>(articlePath(key ?? "", "/variants"), signal),
    select: (answer) => answer.items,
    enabled: key !== null,
  });
}

/** The editor's address for the article in a language that it does not have yet. */
export function translationAddress(key: string, locale: string): string {
  return `/knowledge/new?${new URLSearchParams({ beside: key, locale }).toString()}`;
}
