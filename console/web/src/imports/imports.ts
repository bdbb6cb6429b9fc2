import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import type { ImportRow, ImportRun, NewNotesKey, NotesKey } from "../api/imports.ts";
import { keys } from "../api/queries.ts";
import { words } from "./words.ts";

const IMPORTS = "/api/console/imports";
const POLL_MS = 700;
export const ACCEPTED = ".jsonl,.ndjson,.csv,.md,.markdown,.html,.htm,.docx,.pdf,.xml,.tsv";
export const EXPORT_WHOLE = `${IMPORTS}/export/knowledge.zip`;
export const EXPORT_JSONL = `${IMPORTS}/export/articles.jsonl`;
export const EXPORT_CSV = `${IMPORTS}/export/articles.csv`;

export type Holds = "articles" | "products" | "notes";

export const HOLDS: readonly Holds[] = ["articles", "products", "notes"];

export interface ImportWish {
  /** A file, or the address of a page, document, feed or sitemap. */
  readonly source: File | string;
  readonly locale: string;
  readonly holds: Holds;
  readonly publish: boolean;
  readonly dryRun: boolean;
}

export function useStartImport() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: start,
    onSettled: () => cache.invalidateQueries({ queryKey: keys.imports }),
  });
}

function start(wish: ImportWish): Promise<ImportRun> {
  const { source, locale, holds, publish } = wish;
  if (typeof source === "string") {
    const body = { address: source, locale, holds, publish, dry_run: wish.dryRun };
    return http.post<ImportRun>(`${IMPORTS}/address`, body);
  }
  const search = new URLSearchParams({
    name: source.name,
    locale,
    holds,
    publish: String(publish),
    dry_run: String(wish.dryRun),
  });
  return http.postFile<ImportRun>(`${IMPORTS}/file?${search}`, source);
}

/** Asked again and again as long as it runs; whoever runs it, in whatever process. */
export function useImportRun(id: string) {
  return useQuery({
    queryKey: keys.importRun(id),
    queryFn: ({ signal }) => http.get<ImportRun>(`${IMPORTS}/${id}`, signal),
    refetchInterval: (query) => (query.state.data?.state === "running" ? POLL_MS : false),
  });
}

export function useImports() {
  return useQuery({
    queryKey: keys.imports,
    queryFn: ({ signal }) => http.get<{ items: readonly ImportRow[] }>(IMPORTS, signal),
    select: (answer) => answer.items,
  });
}

export function useNotesKeys() {
  return useQuery({
    queryKey: keys.notesKeys,
    queryFn: ({ signal }) => http.get<{ items: readonly NotesKey[] }>(`${IMPORTS}/keys`, signal),
    select: (answer) => answer.items,
  });
}

export function useMakeKey() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => http.post<NewNotesKey>(`${IMPORTS}/keys`, { name }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.notesKeys }),
  });
}

export function useDropKey() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete<void>(`${IMPORTS}/keys/${id}`),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.notesKeys }),
  });
}

/** "3 new, 1 changed, 2 as before; 2 wait for review; 1 could not be taken". */
export function countsOf(run: ImportRow): string {
  const taken = words.counts(run.created, run.updated, run.unchanged);
  const waiting = run.waiting > 0 ? words.notLive(run.waiting) : "";
  const bad = run.bad > 0 ? words.notTaken(run.bad) : "";
  return taken + waiting + bad;
}
