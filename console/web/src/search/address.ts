/** What is searched, as in the page's address, which can be sent to a colleague as it is. */
export const KINDS = ["all", "messages", "orders", "shoppers"] as const;
export type Kind = (typeof KINDS)[number];

export interface SearchQuery {
  readonly q: string;
  readonly kind: Kind;
  readonly state?: string;
  readonly role?: string;
  readonly locale?: string;
  readonly since?: string;
  readonly until?: string;
}

const NARROWED = ["state", "role", "locale", "since", "until"] as const;

export function readSearch(search: URLSearchParams): SearchQuery {
  const kind = KINDS.find((one) => one === search.get("kind")) ?? "all";
  const narrowed = NARROWED.flatMap((name) => {
    const value = search.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { q: search.get("q") ?? "", kind, ...Object.fromEntries(narrowed) };
}

/** Without what says nothing, so that one search has one address. */
export function searchParams(query: SearchQuery): string {
  const search = new URLSearchParams();
  if (query.q) search.set("q", query.q);
  if (query.kind !== "all") search.set("kind", query.kind);
  for (const name of NARROWED) if (query[name]) search.set(name, query[name]);
  return search.toString();
}

export function searchAddress(query: SearchQuery): string {
  const search = searchParams(query);
  return search ? `/search?${search}` : "/search";
}

/** Opens the conversation at the message. */
export function messageAddress(message: { conversation: string; id: string }): string {
  return `/inbox/all/${message.conversation}#event-${message.id}`;
}
