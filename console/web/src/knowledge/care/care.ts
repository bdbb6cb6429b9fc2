import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Article } from "../../api/articles.ts";
import { http } from "../../api/http.ts";
import { keys } from "../../api/queries.ts";
import { articlePath, keepArticle } from "../articles.ts";

/** Tags, owner and review date are kept at once, beside the text and without a new version. */
function useCareChange<T>(call: (input: T) => Promise<Article>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (article) => {
      keepArticle(cache, article);
      void cache.invalidateQueries({ queryKey: keys.articleTags });
    },
  });
}

export function useAddTag(key: string) {
  return useCareChange((tag: string) => http.post<Article>(articlePath(key, "/tags"), { tag }));
}

export function useRemoveTag(key: string) {
  return useCareChange((tag: string) =>
    http.delete<Article>(`${articlePath(key, "/tags")}?tag=${encodeURIComponent(tag)}`),
  );
}

export function useChangeCare(key: string) {
  return useCareChange((change: { owner?: string | null; review_on?: string | null }) =>
    http.patch<Article>(articlePath(key, "/care"), change),
  );
}
