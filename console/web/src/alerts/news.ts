import type { InboxRow } from "../api/types.ts";

export interface News {
  readonly kind: "chat" | "message";
  readonly row: InboxRow;
}

interface Known {
  readonly queued: boolean;
  readonly said: number;
}

interface Looking {
  readonly myId: string;
  /** The conversation that is open in a tab with the focus. */
  readonly watched: string | null;
  readonly now: number;
}

const FRESH_MS = 60_000;
const MOST = 5_000;

/** Tells what is news for one agent in the rows that change. */
export class NewsReader {
  private readonly known = new Map<string, Known>();

  /** Of a row that was never seen before, only what happened just now is news. */
  read(rows: readonly InboxRow[], { myId, watched, now }: Looking): readonly News[] {
    const found: News[] = [];
    for (const row of rows) {
      const before = this.known.get(row.id);
      this.keep(row);
      const isFresh = (at: string | null) => at !== null && now - Date.parse(at) < FRESH_MS;
      const began = before ? !before.queued : isFresh(row.queued_at);
      const said = before ? row.said_seq > before.said : isFresh(row.last?.at ?? null);
      if (row.state === "queued" && began) found.push({ kind: "chat", row });
      else if (isMine(row, myId) && said && row.last?.role === "shopper" && row.id !== watched) {
        found.push({ kind: "message", row });
      }
    }
    return found;
  }

  private keep(row: InboxRow): void {
    this.known.delete(row.id);
    this.known.set(row.id, { queued: row.state === "queued", said: row.said_seq });
    const oldest = this.known.size > MOST ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
  }
}

function isMine(row: InboxRow, myId: string): boolean {
  return row.state === "human" && row.assignee?.id === myId;
}
