import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Unanswered, UnansweredList } from "../api/types.ts";

const UNANSWERED = "/api/console/unanswered";
const PAGE = 100;

export function useUnanswered() {
  return useInfiniteQuery({
    queryKey: keys.unanswered,
    queryFn: ({ signal, pageParam }) =>
      http.get<UnansweredList>(`${UNANSWERED}?limit=${PAGE}&offset=${pageParam}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
      return shown < last.total && last.items.length > 0 ? shown : undefined;
    },
  });
}

export function useSettle() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<void>(`${UNANSWERED}/${id}/settle`, {}),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.unanswered }),
  });
}

/** The editor's address for an article that answers this question. */
export function writingAddress(question: Unanswered): string {
  const search = new URLSearchParams({
    question: question.text,
    locale: question.locale,
    settles: question.id,
  });
  return `/knowledge/new?${search.toString()}`;
}
