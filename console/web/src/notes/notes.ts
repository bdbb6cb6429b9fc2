import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import type {
  Decided,
  DecisionList,
  NoteQueue,
  NoteRef,
  Quarantined,
  Risk,
  WaitingNote,
} from "../api/notes.ts";
import { keys } from "../api/queries.ts";
import { words } from "./words.ts";

const REVIEWS = "/api/console/reviews";
const PAGE = 50;
const DECISIONS = 100;

export interface NoteFilter {
  readonly held: boolean;
  readonly risk: string;
  readonly q: string;
}

export const RISKS: readonly Risk[] = ["medical", "price", "contact"];

export function searchOf(filter: NoteFilter): string {
  const search = new URLSearchParams();
  if (filter.held) search.set("held", "true");
  if (filter.risk) search.set("risk", filter.risk);
  if (filter.q.trim()) search.set("q", filter.q.trim());
  return search.toString();
}

export function useWaiting(search: string) {
  return useInfiniteQuery({
    queryKey: keys.waitingList(search),
    queryFn: ({ signal, pageParam }) =>
      http.get<NoteQueue>(`${REVIEWS}?${search}&limit=${PAGE}&offset=${pageParam}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
      return shown < last.texts && last.items.length > 0 ? shown : undefined;
    },
    placeholderData: (previous) => previous,
  });
}

export function useDecisions() {
  return useInfiniteQuery({
    queryKey: keys.noteDecisions,
    queryFn: ({ signal, pageParam }) =>
      http.get<DecisionList>(`${REVIEWS}/decisions?limit=${DECISIONS}&offset=${pageParam}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
      return shown < last.total && last.items.length > 0 ? shown : undefined;
    },
  });
}

export function useQuarantined() {
  return useQuery({
    queryKey: keys.quarantined,
    queryFn: ({ signal }) =>
      http.get<{ items: readonly Quarantined[] }>(`${REVIEWS}/quarantine`, signal),
    select: (answer) => answer.items,
  });
}

/** Whatever is decided changes the queue, the list of decisions, and what shoppers get. */
function useDeed<I, O>(call: (input: I) => Promise<O>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ["notes"] }),
        cache.invalidateQueries({ queryKey: keys.articles }),
      ]),
  });
}

interface Deciding {
  readonly decision: "approve" | "reject";
  readonly notes: readonly NoteRef[];
  readonly reason?: string;
}

export function useDecide() {
  return useDeed((input: Deciding) => http.post<Decided>(`${REVIEWS}/decide`, input));
}

export function useApproveEdited() {
  return useDeed((input: NoteRef & { readonly title: string; readonly body: string }) =>
    http.post<Decided>(`${REVIEWS}/edit`, input),
  );
}

export interface AuthorDeed {
  readonly author: string;
  readonly reason?: string;
}

export function useQuarantine() {
  return useDeed((input: AuthorDeed) =>
    http.post<{ author: string; notes: number }>(`${REVIEWS}/quarantine`, input),
  );
}

export function useRelease() {
  return useDeed((input: AuthorDeed) =>
    http.post<{ author: string; notes: number }>(`${REVIEWS}/release`, input),
  );
}

export function refOf(note: WaitingNote): NoteRef {
  return { id: note.id, version: note.version };
}

/** What happened, in one sentence; what could not be decided is said. */
export function summaryOf(decision: "approve" | "reject", decided: Decided): string {
  const done = decided.items.filter((one) => one.outcome === "done").length;
  const left = decided.items.length - done;
  const said = words.summary[decision](done);
  return left === 0 ? words.allDone(said) : words.someLeft(said, left);
}
