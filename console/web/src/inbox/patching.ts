import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { keys } from "../api/queries.ts";
import type { Inbox, InboxItem, InboxRow } from "../api/types.ts";
import { belongs, compareRows, type InboxQuery, queryOfKey } from "./query.ts";

export type Pages = InfiniteData<Inbox, string | null>;

/** Puts changed rows where they belong now; null where the list has to be fetched instead. */
export function patchPages(
  pages: Pages,
  rows: readonly InboxRow[],
  query: InboxQuery,
  myId: string,
): Pages | null {
  const changed = new Map(rows.map((row) => [row.id, row]));
  const known = new Map<string, InboxItem>();
  const items: InboxItem[] = [];
  for (const item of pages.pages.flatMap((page) => page.items)) {
    if (changed.has(item.id)) known.set(item.id, item);
    else items.push(item);
  }
  const complete = pages.pages.at(-1)?.next === null;
  for (const row of rows) {
    const before = known.get(row.id);
    const inside = belongs(row, query, myId) ?? (before ? true : null);
    if (inside === null) return null;
    if (inside) insert(items, withUnread(row, before), query, complete);
  }
  // All in the first page: where one page ends does not matter once they have come.
  const rest = pages.pages.map((page, at) => ({ ...page, items: at === 0 ? items : [] }));
  return { ...pages, pages: rest };
}

function insert(items: InboxItem[], item: InboxItem, query: InboxQuery, complete: boolean): void {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = items[middle];
    if (other && compareRows(query.view, other, item) < 0) low = middle + 1;
    else high = middle;
  }
  // Behind the last one that was fetched: it comes with its page.
  if (low === items.length && !complete) return;
  items.splice(low, 0, item);
}

function withUnread(row: InboxRow, before: InboxItem | undefined): InboxItem {
  if (!before) return { ...row, unread: row.last?.role === "shopper" ? 1 : 0 };
  const more = row.said_seq > before.said_seq ? 1 : 0;
  return { ...row, unread: before.unread + more };
}

/** Into every list that is known; those that cannot be patched are fetched anew. */
export function patchLists(cache: QueryClient, rows: readonly InboxRow[], myId: string): void {
  for (const [key, pages] of cache.getQueriesData<Pages>({ queryKey: keys.inboxes })) {
    const query = queryOfKey(String(key[1]));
    if (!query || !pages) continue;
    const patched = patchPages(pages, rows, query, myId);
    if (patched) cache.setQueryData(key, patched);
    else void cache.invalidateQueries({ queryKey: key });
  }
}

/** The agent has read to the end, so nothing of it is new in any list. */
export function markRead(cache: QueryClient, id: string): void {
  cache.setQueriesData<Pages>({ queryKey: keys.inboxes }, (pages) => {
    if (!pages?.pages.some((page) => page.items.some((one) => one.id === id && one.unread > 0))) {
      return pages;
    }
    const read = (one: InboxItem) => (one.id === id ? { ...one, unread: 0 } : one);
    return {
      ...pages,
      pages: pages.pages.map((page) => ({ ...page, items: page.items.map(read) })),
    };
  });
}

const KEPT_PAGES = 3;

/** Fetches the beginnings of the lists anew; what lies far down comes again when scrolled to. */
export function refetchLists(cache: QueryClient): void {
  cache.setQueriesData<Pages>({ queryKey: keys.inboxes }, (pages) =>
    pages && pages.pages.length > KEPT_PAGES
      ? {
          pages: pages.pages.slice(0, KEPT_PAGES),
          pageParams: pages.pageParams.slice(0, KEPT_PAGES),
        }
      : pages,
  );
  void cache.invalidateQueries({ queryKey: keys.inboxes });
}
