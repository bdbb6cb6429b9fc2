import type { InboxRow, View } from "../api/types.ts";

export const VIEWS: readonly View[] = ["queued", "mine", "team", "all", "closed"];

/** What a list can be narrowed by, as in the page's address. */
export const NARROWED = ["locale", "reason", "mood", "assignee", "team", "order"] as const;
export type Narrowed = Partial<Readonly<Record<(typeof NARROWED)[number], string>>>;

export interface InboxQuery extends Narrowed {
  readonly view: View;
}

export function isView(text: string | undefined): text is View {
  return VIEWS.some((view) => view === text);
}

/** From an address; what is not known there is passed over. */
export function readQuery(view: View, search: URLSearchParams): InboxQuery {
  const narrowed = NARROWED.flatMap((name) => {
    const value = search.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { view, ...Object.fromEntries(narrowed) };
}

/** The part of an address after the path, with its question mark; empty when nothing narrows. */
export function searchOf(query: Narrowed): string {
  const search = new URLSearchParams();
  for (const name of NARROWED) if (query[name]) search.set(name, query[name]);
  const text = search.toString();
  return text && `?${text}`;
}

/** As the server is asked, and as the list is kept in the cache. */
export function listKey(query: InboxQuery): string {
  return `view=${query.view}&${searchOf(query).slice(1)}`;
}

export function queryOfKey(key: string): InboxQuery | null {
  const search = new URLSearchParams(key);
  const view = search.get("view") ?? undefined;
  return isView(view) ? readQuery(view, search) : null;
}

/** Null where only the server knows, as for the teams of an agent. */
export function belongs(row: InboxRow, query: InboxQuery, myId: string): boolean | null {
  if (query.locale && row.locale !== query.locale) return false;
  if (query.reason && row.reason !== query.reason) return false;
  if (query.mood && row.mood !== query.mood) return false;
  if (query.assignee && row.assignee?.id !== query.assignee) return false;
  if (query.team && row.team !== query.team) return false;
  if (query.order && row.order !== query.order) return false;
  switch (query.view) {
    case "queued":
      return row.state === "queued";
    case "mine":
      return row.state === "human" && row.assignee?.id === myId && row.snoozed_until === null;
    case "closed":
      return row.state === "closed" && row.written;
    case "all":
      return row.state !== "closed" && row.written;
    case "team":
      return row.state === "closed" || row.team === null ? false : null;
  }
}

/** The order in which a list has its rows: negative when `a` stands before `b`. */
export function compareRows(view: View, a: InboxRow, b: InboxRow): number {
  if (view === "queued") {
    return order(a.queued_at ?? "", b.queued_at ?? "") || order(a.id, b.id);
  }
  return order(b.updated_at, a.updated_at) || order(b.id, a.id);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
