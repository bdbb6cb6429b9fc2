import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Passage } from "../api/articles.ts";
import { http } from "../api/http.ts";

const PINS = "/api/console/pins";

export type PinKind = "pin" | "demote";

/** What an admin decided about an article for one question. */
export interface Pin {
  readonly id: string;
  readonly article_key: string;
  readonly question: string;
  readonly kind: PinKind;
  readonly author: string;
  readonly created_at: string;
  readonly undone_at: string | null;
  readonly undone_by: string | null;
}

/** The nearest of an article's texts of one kind. */
export interface Match {
  readonly part: "title" | "question" | "passage";
  readonly text: string;
  readonly meaning: number;
  readonly words: number;
}

export interface Reasons {
  readonly matches: readonly Match[];
  readonly words: readonly string[];
  readonly codes: readonly string[];
}

/** A passage that is held back is not said to shoppers. */
export interface TriedPassage extends Passage {
  readonly key: string;
  readonly pinned: boolean;
  readonly held_back: boolean;
  readonly pin: Pin | null;
  readonly reasons: Reasons;
}

export interface Tried {
  readonly query: string;
  readonly answered: boolean;
  readonly answers_from: number;
  readonly buyers: boolean;
  readonly passages: readonly TriedPassage[];
}

export function useTry() {
  return useMutation({
    mutationFn: (input: { query: string; locale: string }) =>
      http.post<Tried>("/api/console/articles/try", input),
  });
}

const pinsOf = (article: string) => ["pins", article] as const;

export function usePins(article: string | null) {
  return useQuery({
    queryKey: pinsOf(article ?? ""),
    queryFn: ({ signal }) =>
      http.get<{ items: readonly Pin[] }>(
        `${PINS}?article=${encodeURIComponent(article ?? "")}`,
        signal,
      ),
    enabled: article !== null,
  });
}

export function useDecide() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: { article: string; question: string; kind: PinKind }) =>
      http.post<Pin>(PINS, input),
    onSettled: () => cache.invalidateQueries({ queryKey: ["pins"] }),
  });
}

export function useUndo() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<Pin>(`${PINS}/${id}/undo`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["pins"] }),
  });
}
