/** Shapes of `/api/console/imports`. Times are UTC in ISO 8601. */
export interface ImportRow {
  readonly id: string;
  readonly source: string;
  readonly dry_run: boolean;
  readonly state: "running" | "done" | "failed" | "broken_off";
  readonly done: number;
  readonly total: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly waiting: number;
  readonly bad: number;
  readonly failure: string;
  readonly started_by: string;
  readonly started_at: string;
  readonly ended_at: string | null;
}

export interface ImportRun extends ImportRow {
  readonly problems: readonly string[];
}

export interface NotesKey {
  readonly id: string;
  readonly name: string;
  readonly created_by: string;
  readonly created_at: string;
  readonly used_at: string | null;
}

/** `key` is shown this once. */
export interface NewNotesKey extends NotesKey {
  readonly key: string;
}
