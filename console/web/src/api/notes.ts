/** Shapes of `/api/console/reviews`. Times are UTC in ISO 8601. */
export type Risk = "medical" | "price" | "contact";

export interface Claim {
  readonly risk: Risk;
  /** Exactly as it stands in the note. */
  readonly words: string;
}

/** One text, said by `notes` notes; `id` is the key of the first. */
export interface WaitingNote {
  readonly id: string;
  readonly version: number;
  readonly locale: string;
  readonly title: string;
  readonly body: string;
  readonly questions: readonly string[];
  readonly author: string | null;
  readonly date: string | null;
  readonly product_id: string | null;
  readonly url: string | null;
  readonly verified_purchase: boolean;
  readonly sponsored: boolean;
  readonly sent_at: string;
  readonly sent_by: string;
  readonly claims: readonly Claim[];
  readonly notes: number;
  readonly authors: readonly string[];
  /** So many notes that shoppers get already say the same. */
  readonly live: number;
  /** What shoppers get of this note now, where it was approved before. */
  readonly replaces: string | null;
  readonly held: boolean;
}

export interface NoteQueue {
  readonly texts: number;
  readonly notes: number;
  readonly items: readonly WaitingNote[];
}

export interface NoteRef {
  readonly id: string;
  readonly version: number;
}

export interface Decided {
  readonly items: readonly {
    readonly id: string;
    readonly outcome: "done" | "changed" | "gone" | "held";
  }[];
}

export type NoteDecision =
  | "approved"
  | "edited"
  | "rejected"
  | "duplicate"
  | "quarantined"
  | "released";

export interface DecisionRow {
  /** Null where it was decided about an author. */
  readonly note: string | null;
  readonly decision: NoteDecision;
  readonly title: string;
  readonly author: string;
  readonly notes: number;
  readonly reason: string;
  readonly decided_by: string;
  readonly decided_at: string;
}

export interface DecisionList {
  readonly items: readonly DecisionRow[];
  readonly total: number;
}

export interface Quarantined {
  readonly name: string;
  readonly reason: string;
  readonly quarantined_by: string;
  readonly quarantined_at: string;
}
