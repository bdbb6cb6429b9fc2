import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http.ts";
import { keys } from "../../api/queries.ts";
import type {
  Article,
  ArticleDeed,
  ArticleHistory,
  ArticleText,
  ArticleVersion,
} from "../../api/types.ts";
import { dayInWords } from "../../format/moment.ts";
import { fullTime } from "../../format/time.ts";
import { articlePath, keepArticle } from "../articles.ts";

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
      return detail ? `Version ${version} went live as planned` : `Published version ${version}`;
    case "archived":
      return "Archived";
    case "scheduled":
      return `Planned version ${version} for ${fullTime(detail)}`;
    case "unscheduled":
      return "Dropped the plan";
    case "returned":
      return `Went back to version ${detail}`;
    case "tagged":
      return `Added the tag ${detail}`;
    case "untagged":
      return `Removed the tag ${detail}`;
    case "owned":
      return detail ? `Made ${detail} the owner` : "Took the owner away";
    case "review_set":
      return detail ? `Set the review to ${dayInWords(detail)}` : "Took the review date away";
    default:
      return deed;
  }
}
