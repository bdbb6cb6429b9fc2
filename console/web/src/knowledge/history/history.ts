import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  Article,
  ArticleDeed,
  ArticleHistory,
  ArticleText,
  ArticleVersion,
} from "../../api/articles.ts";
import { http } from "../../api/http.ts";
import { keys } from "../../api/queries.ts";
import { dayInWords } from "../../format/moment.ts";
import { fullTime } from "../../format/time.ts";
import { articlePath, keepArticle } from "../articles.ts";
import { words } from "./words.ts";

export function useHistory(key: string) {
  return useQuery({
    queryKey: keys.articleHistory(key),
    queryFn: ({ signal }) => http.get<ArticleHistory>(articlePath(key, "/history"), signal),
  });
}

/** A saved text never changes. */
export function useVersion(key: string, number: number) {
  return useQuery({
    queryKey: keys.articleVersion(key, number),
    queryFn: ({ signal }) => http.get<ArticleText>(articlePath(key, `/versions/${number}`), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useReturn(key: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: { version: number; to: number; publish: boolean }) =>
      http.post<Article>(articlePath(key, "/return"), input),
    onSuccess: (article) => keepArticle(cache, article),
  });
}

export type Entry =
  | { readonly kind: "version"; readonly at: string; readonly version: ArticleVersion }
  | { readonly kind: "deed"; readonly at: string; readonly deed: ArticleDeed };

/** Texts and deeds in one line of time, newest first; what was done with a text stands above it. */
export function entriesOf({ versions, deeds }: ArticleHistory): readonly Entry[] {
  const entries: Entry[] = [
    ...deeds.map((deed) => ({ kind: "deed" as const, at: deed.at, deed })),
    ...versions.map((version) => ({ kind: "version" as const, at: version.saved_at, version })),
  ];
  return entries.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

export function wordsOf({ deed, detail, version }: ArticleDeed): string {
  switch (deed) {
    case "published":
      return detail ? words.deeds.wentLive(version) : words.deeds.published(version);
    case "archived":
      return words.deeds.archived;
    case "scheduled":
      return words.deeds.scheduled(version, fullTime(detail));
    case "unscheduled":
      return words.deeds.unscheduled;
    case "returned":
      return words.deeds.returned(detail);
    case "tagged":
      return words.deeds.tagged(detail);
    case "untagged":
      return words.deeds.untagged(detail);
    case "owned":
      return words.deeds.owned(detail);
    case "review_set":
      return words.deeds.review(detail && dayInWords(detail));
    default:
      return deed;
  }
}
