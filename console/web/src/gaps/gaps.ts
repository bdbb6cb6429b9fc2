import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ArticleState } from "../api/articles.ts";
import { http } from "../api/http.ts";

const GAPS = "/api/console/gaps";
const PAGE = 50;
/** How soon the list is looked at again: new questions are sorted in within seconds. */
const SORTING_MS = 2_000;
const QUIET_MS = 15_000;

export type GapState = "open" | "written" | "dismissed";
export type Trend = "new" | "rising" | "falling" | "steady";

/** One wording; `conversation` is where it was asked last. */
export interface GapQuestion {
  readonly text: string;
  readonly times: number;
  readonly badly_rated: number;
  readonly last_at: string;
  readonly conversation: string;
}

/** Since the article is live: asked, answered well, answered by this article. */
export interface Effect {
  readonly since: string;
  readonly asked: number;
  readonly answered: number;
  readonly by_article: number;
}

/** `times` counts askings without a good answer, `weeks` those of each of the last eight. */
export interface Gap {
  readonly id: string;
  readonly text: string;
  readonly language: string;
  readonly times: number;
  readonly badly_rated: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly weeks: readonly number[];
  readonly trend: Trend;
  readonly questions: readonly GapQuestion[];
  readonly article: {
    readonly id: string;
    readonly title: string;
    readonly state: ArticleState;
  } | null;
  readonly written_by: string | null;
  readonly effect: Effect | null;
  readonly dismissed_by: string | null;
}

export interface GapList {
  readonly items: readonly Gap[];
  readonly total: number;
  readonly waiting: number;
}

/** What a person wrote to a shopper who had asked it. */
export interface AgentAnswer {
  readonly text: string;
  readonly agent: string;
  readonly conversation: string;
  readonly at: string;
}

export interface GapDraft {
  readonly title: string;
  readonly body: string;
  readonly questions: readonly string[];
  readonly locale: string;
  readonly answers: readonly AgentAnswer[];
}

const all = ["gaps"] as const;

export function useGaps(state: GapState) {
  return useInfiniteQuery({
    queryKey: [...all, "list", state],
    queryFn: ({ signal, pageParam }) =>
      http.get<GapList>(`${GAPS}?state=${state}&limit=${PAGE}&offset=${pageParam}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
      return shown < last.total && last.items.length > 0 ? shown : undefined;
    },
    refetchInterval: ({ state: { data } }) =>
      (data?.pages[0]?.waiting ?? 0) > 0 ? SORTING_MS : QUIET_MS,
  });
}

export function useGapDraft(gap: string) {
  return useQuery({
    queryKey: [...all, "draft", gap],
    queryFn: ({ signal }) => http.get<GapDraft>(`${GAPS}/${gap}/draft`, signal),
    // A text in progress must not change under the writer's hands.
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
}

function useGapChange<T>(call: (input: T) => Promise<void>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: () => cache.invalidateQueries({ queryKey: [...all, "list"] }),
  });
}

export function useDismiss() {
  return useGapChange((gap: string) => http.post<void>(`${GAPS}/${gap}/dismiss`));
}

export function useRestore() {
  return useGapChange((gap: string) => http.post<void>(`${GAPS}/${gap}/restore`));
}

/** The article is from now on the one that was written for the gap. */
export function useLinkArticle() {
  return useGapChange((input: { gap: string; article: string }) =>
    http.post<void>(`${GAPS}/${input.gap}/article`, { article: input.article }),
  );
}

/** The editor's address for an article that closes this gap. */
export function writingAddress(gap: Gap): string {
  return `/knowledge/new?gap=${gap.id}`;
}
