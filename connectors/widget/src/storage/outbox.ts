import type { Code, SendBody } from "@shopbell/conversations/contract";
import type { KeyStore } from "./store.ts";

/** A file that has not reached the server yet; its bytes lie on the shelf under `key`. */
export interface WaitingFile {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

export interface OutboxEntry {
  readonly cmid: string;
  readonly body: SendBody;
  readonly file?: WaitingFile;
  /** Position among the entries; a retry keeps it. */
  readonly order: number;
  /** When it was written, in ms since 1970, by this device's clock. */
  readonly at: number;
  /** Why the server will never take it, or null while it waits. */
  readonly refused: Code | null;
}

/**
 * What the shopper wrote and the server has not acked. One key per entry, so that two tabs never
 * overwrite each other's; both may send the same entry, which the server takes once by its `cmid`.
 */
export class Outbox {
  readonly prefix: string;
  readonly #store: KeyStore;
  readonly #newId: () => string;
  readonly #now: () => number;
  #entries: OutboxEntry[] = [];

  constructor(store: KeyStore, site: string, newId: () => string, now: () => number) {
    this.prefix = `shopbell:${site}:out:`;
    this.#store = store;
    this.#newId = newId;
    this.#now = now;
    this.reload();
  }

  /** In the order in which they were written. */
  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** The one that is to be sent next; refused ones stand aside. */
  next(): OutboxEntry | null {
    return this.#entries.find((entry) => entry.refused === null) ?? null;
  }

  add(body: SendBody, file?: WaitingFile): OutboxEntry {
    const order = Math.max(0, ...this.#entries.map((entry) => entry.order)) + 1;
    const cmid = this.#newId();
    const entry = { cmid, body, order, at: this.#now(), refused: null, ...(file && { file }) };
    this.#write(entry);
    return entry;
  }

  remove(cmid: string): void {
    this.#store.remove(this.prefix + cmid);
    this.#entries = this.#entries.filter((entry) => entry.cmid !== cmid);
  }

  /** The server keeps the entry's file under `uploadId`. */
  uploaded(cmid: string, uploadId: string): void {
    const entry = this.#entries.find((one) => one.cmid === cmid);
    if (entry?.body.kind !== "file") return;
    this.#write({ ...entry, body: { ...entry.body, upload_id: uploadId } });
  }

  refuse(cmid: string, code: Code): void {
    const entry = this.#entries.find((one) => one.cmid === cmid);
    if (entry) this.#write({ ...entry, refused: code });
  }

  /** Under a new id: the server remembers that it refused the old one. */
  retry(cmid: string): OutboxEntry | null {
    const entry = this.#entries.find((one) => one.cmid === cmid);
    if (!entry) return null;
    this.remove(cmid);
    // A file goes once more from here: the server may have let go of it meanwhile.
    const body = entry.file ? { ...entry.body, upload_id: "" } : entry.body;
    const again = { ...entry, body, cmid: this.#newId(), refused: null } as OutboxEntry;
    this.#write(again);
    return again;
  }

  clear(): void {
    for (const key of this.#store.keys(this.prefix)) this.#store.remove(key);
    this.#entries = [];
  }

  /** Reads the entries again, as they stand after a reload or another tab's change. */
  reload(): void {
    const found: OutboxEntry[] = [];
    for (const key of this.#store.keys(this.prefix)) {
      const entry = read(this.#store.get(key));
      if (entry && this.prefix + entry.cmid === key) found.push(entry);
      else this.#store.remove(key);
    }
    this.#entries = found.sort(byOrder);
  }

  #write(entry: OutboxEntry): void {
    this.#store.set(this.prefix + entry.cmid, JSON.stringify(entry));
    const others = this.#entries.filter((one) => one.cmid !== entry.cmid);
    this.#entries = [...others, entry].sort(byOrder);
  }
}

function byOrder(one: OutboxEntry, other: OutboxEntry): number {
  return one.order - other.order || one.at - other.at || (one.cmid < other.cmid ? -1 : 1);
}

function read(raw: string | null): OutboxEntry | null {
  try {
    const entry = JSON.parse(raw ?? "null") as Partial<OutboxEntry> | null;
    return typeof entry?.cmid === "string" &&
      typeof entry.order === "number" &&
      typeof entry.at === "number" &&
      typeof entry.body?.kind === "string"
      ? { ...(entry as OutboxEntry), refused: entry.refused ?? null }
      : null;
  } catch {
    return null;
  }
}
