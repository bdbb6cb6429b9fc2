import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Inbox, InboxCounts, InboxItem, InboxRow } from "../api/types.ts";
import { useLive } from "../live/LiveProvider.tsx";
import { type InboxQuery, listKey } from "./query.ts";

const PAGE = 100;

/** Kept up to date by the socket; without it nobody tells of changes, so the list is asked for. */
export function useInbox(query: InboxQuery) {
  const linked = useLive((state) => state.link === "open");
  const key = listKey(query);
  return useInfiniteQuery({
    queryKey: keys.inbox(key),
    queryFn: ({ signal, pageParam }) => {
      const after = pageParam ? `&after=${encodeURIComponent(pageParam)}` : "";
      return http.get<Inbox>(`/api/console/inbox?${key}&limit=${PAGE}${after}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? undefined,
    select: (data) => joinPages(data.pages),
    staleTime: linked ? 60_000 : 0,
    refetchInterval: linked ? false : 5_000,
  });
}

/** How many conversations each view has. */
export function useCounts(): InboxCounts | undefined {
  return useQuery({
    queryKey: keys.counts,
    queryFn: ({ signal }) => http.get<InboxCounts>("/api/console/inbox/counts", signal),
    refetchInterval: 30_000,
  }).data;
}

/** A conversation that moved between the fetches of two pages is listed once. */
export function joinPages(pages: readonly Inbox[]): {
  readonly items: readonly InboxItem[];
  readonly targetS: number;
} {
  const items = new Map(pages.flatMap((page) => page.items).map((item) => [item.id, item]));
  return { items: [...items.values()], targetS: pages[0]?.target_s ?? 180 };
}

/** Since when somebody waits for a person's word, null when nobody does. */
export function waitsSince(row: InboxRow): string | null {
  if (row.state === "queued") return row.queued_at;
  if (row.state !== "human" || !row.last) return null;
  if (row.last.role === "shopper") return row.last.at;
  // Its agent has not said a word yet.
  return row.last.role === "bot" ? row.queued_at : null;
}
