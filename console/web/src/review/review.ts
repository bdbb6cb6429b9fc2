import { useQuery } from "@tanstack/react-query";
import type { ArticleText } from "../api/articles.ts";
import { http } from "../api/http.ts";
import { tidy } from "../knowledge/text.ts";

export type FlipKind = "gained" | "lost" | "taken" | "given" | "shifted" | "reworded";

export interface ReviewAnswer {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly score: number;
}

/** `times` is how often shoppers asked it of late; `own` ones are the article's. */
export interface Flip {
  readonly question: string;
  readonly locale: string;
  readonly times: number;
  readonly own: boolean;
  readonly kind: FlipKind;
  readonly before: ReviewAnswer | null;
  readonly after: ReviewAnswer | null;
}

export interface Missed {
  readonly question: string;
  readonly after: ReviewAnswer | null;
}

export interface Duplicate {
  readonly key: string;
  readonly title: string;
  readonly part: string;
  readonly yours: string;
  readonly theirs: string;
  readonly likeness: number;
}

/** `is_new`: it is not in the text that shoppers get now. */
export interface Contradiction {
  readonly key: string;
  readonly title: string;
  readonly yours: string;
  readonly theirs: string;
  readonly yours_says: readonly string[];
  readonly theirs_says: readonly string[];
  readonly is_new: boolean;
}

export interface Review {
  readonly asked: number;
  readonly own: number;
  readonly stay: number;
  readonly flips: readonly Flip[];
  readonly missed: readonly Missed[];
  readonly duplicates: readonly Duplicate[];
  readonly contradictions: readonly Contradiction[];
  readonly milliseconds: number;
}

/** An article as it would be; without text it would be taken away. */
export interface Proposal {
  readonly key: string | null;
  readonly text: ArticleText | null;
  readonly locale: string;
}

export function useReview(proposal: Proposal) {
  const { key, text, locale } = proposal;
  return useQuery({
    queryKey: ["review", key, text, locale],
    queryFn: () =>
      http.post<Review>("/api/console/review", {
        key,
        text: text ? { ...tidy(text), locale } : null,
      }),
    // What shoppers get may have changed since: asked anew each time the dialog opens.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

export interface FlipGroup {
  readonly kind: FlipKind;
  readonly tone: "danger" | "attention" | "good" | "plain";
}

/** In the order in which they matter. */
export const FLIP_GROUPS: readonly FlipGroup[] = [
  { kind: "lost", tone: "danger" },
  { kind: "given", tone: "attention" },
  { kind: "gained", tone: "good" },
  { kind: "taken", tone: "attention" },
  { kind: "shifted", tone: "attention" },
  { kind: "reworded", tone: "plain" },
];

/** Is there anything that a person should look at before going on? */
export function needsLook(review: Review): boolean {
  return (
    review.flips.some((flip) => flip.kind !== "gained" && flip.kind !== "reworded") ||
    review.contradictions.some((one) => one.is_new) ||
    review.duplicates.length > 0 ||
    review.missed.length > 0
  );
}
