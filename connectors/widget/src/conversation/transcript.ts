import type { AckFrame, EventFrame } from "@shopbell/conversations/contract";
import { editedBody } from "@shopbell/conversations/events";
import type { OutboxEntry } from "../storage/outbox.ts";
import type { KeyStore } from "../storage/store.ts";
import type { EventLog } from "./log.ts";
import {
  type Item,
  ItemCache,
  looksLike,
  type MessageItem,
  pendingItem,
  type View,
} from "./view.ts";

type Told = Pick<View, "items" | "unread" | "last">;

/** Joins the log with what is still on its way, and counts what was not seen yet. */
export class Transcript {
  readonly #store: KeyStore;
  readonly #prefix: string;
  readonly #cache = new ItemCache();
  readonly #seqs = new Map<string, number>();
  readonly #cmids = new Map<number, string>();
  readonly #written = new Map<string, number>();
  /** Acked here before their row came: shown in their place meanwhile. */
  readonly #early = new Map<number, OutboxEntry>();

  constructor(store: KeyStore, site: string) {
    this.#store = store;
    this.#prefix = `shopbell:${site}:seen:`;
  }

  /** `high` is the last row that was here when the shopper wrote the entry. */
  added(cmid: string, high: number): void {
    this.#written.set(cmid, high);
  }

  acked(frame: AckFrame, entries: readonly OutboxEntry[]): void {
    this.#seqs.set(frame.cmid, frame.seq);
    this.#cmids.set(frame.seq, frame.cmid);
    const entry = entries.find((one) => one.cmid === frame.cmid);
    if (entry) this.#early.set(frame.seq, entry);
  }

  clear(): void {
    this.#cache.clear();
    this.#seqs.clear();
    this.#cmids.clear();
    this.#early.clear();
    this.#written.clear();
  }

  /** True when `seq` is further than what was seen before, in any tab. */
  seen(conversation: string, seq: number): boolean {
    if (seq <= this.#seenUpTo(conversation)) return false;
    this.#store.set(this.#prefix + conversation, String(seq));
    return true;
  }

  read(log: EventLog, entries: readonly OutboxEntry[], conversation: string | null): Told {
    const rows = log.rows();
    const waiting = this.#match(rows, entries);
    const items: Item[] = [];
    const words = wordsNow(rows);
    for (const row of rows) {
      const seq = row.seq ?? 0;
      const item = this.#cache.of(row, this.#cmids.get(seq) ?? null, words.get(seq));
      if (item) items.push(item);
    }
    for (const [seq, entry] of [...this.#early].sort(([one], [other]) => one - other)) {
      if (log.has(seq)) this.#early.delete(seq);
      else items.push(pendingItem(entry, seq));
    }
    for (const entry of waiting) items.push(pendingItem(entry, null));
    return { items, ...this.#unread(items, conversation) };
  }

  /** A row may come before its ack: the entry that it looks like gives way to it at once. */
  #match(rows: readonly EventFrame[], entries: readonly OutboxEntry[]): OutboxEntry[] {
    const open = entries.filter((entry) => !this.#seqs.has(entry.cmid));
    const first = open[0];
    const last = rows.findLast((row) => row.author.role === "shopper");
    if (!first || first.refused !== null || !last?.seq || this.#claimed(last.seq, first.cmid)) {
      return open;
    }
    const written = this.#written.get(first.cmid);
    if (written === undefined || last.seq <= written || !looksLike(last, first)) return open;
    this.#cmids.set(last.seq, first.cmid);
    return open.slice(1);
  }

  #claimed(seq: number, cmid: string): boolean {
    const owner = this.#cmids.get(seq);
    return owner !== undefined && owner !== cmid;
  }

  #unread(items: readonly Item[], conversation: string | null): Pick<View, "unread" | "last"> {
    const seen = conversation ? this.#seenUpTo(conversation) : 0;
    const theirs = items.filter(
      (item): item is MessageItem => item.kind === "message" && item.author.role !== "shopper",
    );
    return {
      unread: theirs.filter((item) => (item.seq ?? 0) > seen).length,
      last: theirs.at(-1) ?? null,
    };
  }

  #seenUpTo(conversation: string): number {
    return Number(this.#store.get(this.#prefix + conversation) ?? 0) || 0;
  }
}

/** What is said now in place of what was said at a `seq`. */
function wordsNow(rows: readonly EventFrame[]): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  for (const row of rows) {
    const edit = editedBody(row);
    if (edit) words.set(edit.of_seq, edit.text);
  }
  return words;
}
