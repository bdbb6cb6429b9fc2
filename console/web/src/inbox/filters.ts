import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import { type InboxQuery, searchOf } from "./query.ts";

export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  readonly query: InboxQuery;
}

interface Answer {
  readonly items: readonly SavedFilter[];
}

const FILTERS = "/api/console/filters";

/** Whether an address is that of this filter's list, with or without a conversation open. */
export function isAt(filter: SavedFilter, pathname: string, search: string): boolean {
  const list = `/inbox/${filter.query.view}`;
  return (
    (pathname === list || pathname.startsWith(`${list}/`)) && search === searchOf(filter.query)
  );
}

/** This agent's own, in the order in which they were made. */
export function useFilters() {
  return useQuery({
    queryKey: keys.filters,
    queryFn: ({ signal }) => http.get<Answer>(FILTERS, signal),
    staleTime: 60_000,
  });
}

export function useSaveFilter() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; query: InboxQuery }) => http.post<Answer>(FILTERS, body),
    onSuccess: (answer) => cache.setQueryData(keys.filters, answer),
  });
}

export function useRemoveFilter() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete<unknown>(`${FILTERS}/${encodeURIComponent(id)}`),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.filters }),
  });
}
