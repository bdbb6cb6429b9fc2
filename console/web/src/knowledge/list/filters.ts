/** What the list is narrowed to, as it stands in the address. */
export interface ArticleFilter {
  readonly q: string;
  readonly state: string;
  readonly locale: string;
  readonly tier: string;
  readonly tag: string;
  readonly owner: string;
  readonly attention: string;
}

export const FILTERS: readonly (keyof ArticleFilter)[] = [
  "q",
  "state",
  "locale",
  "tier",
  "tag",
  "owner",
  "attention",
];

export const PAGE_ROWS = 50;

export function readFilter(search: URLSearchParams): ArticleFilter {
  const read = (name: string) => search.get(name) ?? "";
  return {
    q: read("q"),
    state: read("state"),
    locale: read("locale"),
    tier: read("tier"),
    tag: read("tag"),
    owner: read("owner"),
    attention: read("attention"),
  };
}

/** Counted from 1; anything else in the address is the first page. */
export function readPage(search: URLSearchParams): number {
  const page = Number(search.get("page"));
  return Number.isInteger(page) && page > 1 ? page : 1;
}

/** Filters that are set, as the part of an address after `?`. */
export function searchOf(filter: ArticleFilter): string {
  const search = new URLSearchParams();
  for (const name of FILTERS) if (filter[name]) search.set(name, filter[name]);
  return search.toString();
}

/** The same address with one filter changed; another filter begins at its first page. */
export function withFilter(
  search: URLSearchParams,
  name: keyof ArticleFilter,
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value) next.set(name, value);
  else next.delete(name);
  next.delete("page");
  return next;
}

export function withPage(search: URLSearchParams, page: number): URLSearchParams {
  const next = new URLSearchParams(search);
  if (page > 1) next.set("page", String(page));
  else next.delete("page");
  return next;
}

export function withoutFilters(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of [...FILTERS, "page"]) next.delete(name);
  return next;
}
