import { useInfiniteQuery } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Inbox, InboxItem, View } from "../api/types.ts";
import { useLive } from "../live/LiveProvider.tsx";

export const VIEWS: readonly { readonly id: View; readonly title: string }[] = [
  { id: "queued", title: "Waiting" },
  { id: "mine", title: "Mine" },
  { id: "all", title: "All open" },
  { id: "closed", title: "Closed" },
];

export function isView(text: string | undefined): text is View {
  return VIEWS.some((view) => view.id === text);
}

export function titleOf(view: View): string {
  return VIEWS.find((one) => one.id === view)?.title ?? "";
}

const PAGE = 100;

/** Without the socket nobody tells of changes, so the list is asked for instead. */
export function useInbox(view: View) {
  const linked = useLive((state) => state.link === "open");
  return useInfiniteQuery({
    queryKey: keys.inbox(view),
    queryFn: ({ signal, pageParam }) =>
      http.get<Inbox>(`/api/console/inbox?view=${view}&limit=${PAGE}&offset=${pageParam}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.more ? pages.length * PAGE : undefined),
    select: (data) => joinPages(data.pages),
    refetchInterval: linked ? 60_000 : 5_000,
  });
}

/** A conversation that moved between the fetches of two pages is listed once. */
export function joinPages(pages: readonly Inbox[]): {
  readonly items: readonly InboxItem[];
  readonly counts: Inbox["counts"];
} {
  const items = new Map(pages.flatMap((page) => page.items).map((item) => [item.id, item]));
  const counts = pages[0]?.counts ?? { queued: 0, mine: 0, all: 0 };
  return { items: [...items.values()], counts };
}
