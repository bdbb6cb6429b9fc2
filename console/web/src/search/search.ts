import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { State } from "../api/types.ts";
import { type SearchQuery, searchParams } from "./address.ts";

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

export interface FoundMessage {
  readonly id: string;
  readonly conversation: string;
  readonly at: string;
  readonly role: string;
  readonly author: string;
  readonly shopper: string | null;
  readonly state: State;
  readonly locale: string;
  readonly excerpt: readonly Piece[];
}

export interface FoundOrder {
  readonly number: string;
  readonly status: string;
  readonly placed_at: string | null;
  readonly customer: string;
  readonly items: readonly string[];
  readonly conversation: string | null;
}

export interface FoundShopper {
  readonly name: string;
  readonly email: string | null;
  readonly conversation: string | null;
  readonly orders: number;
}

export interface Found {
  readonly messages: readonly FoundMessage[];
  readonly orders: readonly FoundOrder[];
  readonly shoppers: readonly FoundShopper[];
  readonly next: number | null;
}

/** The first page has orders and shoppers too, those after it more messages. */
export function useSearch(query: SearchQuery) {
  const search = searchParams(query);
  return useInfiniteQuery({
    queryKey: keys.search(search),
    queryFn: ({ signal, pageParam }) => {
      const before = pageParam === null ? "" : `&before=${pageParam}`;
      return http.get<Found>(`/api/console/search?${search}${before}`, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: query.q.trim() !== "",
    placeholderData: keepPreviousData,
  });
}
