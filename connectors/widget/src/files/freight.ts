import type { Code } from "@shopbell/conversations/contract";
import type { Outbox, OutboxEntry } from "../storage/outbox.ts";
import type { Shelf } from "./shelf.ts";
import type { Outcome, Transfer } from "./transfer.ts";

/** Held by the tab that carries a file; null where another one has it, or `work`'s result. */
export type Lock = <T>(name: string, work: () => Promise<T>) => Promise<T | null>;

interface FreightParts {
  readonly outbox: Outbox;
  readonly shelf: Shelf;
  readonly transfer: Transfer;
  readonly lock: Lock;
  readonly token: () => string | null;
  /** A file is on its way, further than before, or no longer. */
  readonly changed: () => void;
  /** What was sent under `id` is the file that lies here as `file`. */
  readonly sent: (id: string, file: Blob) => void;
}

/** What becomes of an entry: its file is there, it is refused, or it is to be tried again. */
export type Carried = "there" | { readonly refused: Code } | { readonly againMs: number } | null;

const OTHER_TAB_MS = 1_500;

/** Brings an entry's file to the server before its message goes: one at a time. */
export class Freight {
  readonly #parts: FreightParts;
  #cmid: string | null = null;
  #part = 0;
  #abort: AbortController | null = null;

  constructor(parts: FreightParts) {
    this.#parts = parts;
  }

  /** 0..1 of the file that is on its way for `cmid`, else null. */
  progress(cmid: string | null): number | null {
    return cmid !== null && cmid === this.#cmid ? this.#part : null;
  }

  /** Null when it was stopped meanwhile: whoever stopped it knows how to go on. */
  async carry(entry: OutboxEntry): Promise<Carried> {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    this.#cmid = entry.cmid;
    this.#part = 0;
    const { lock, changed } = this.#parts;
    const carried = await lock(`shopbell:${entry.file?.key}`, () => this.#carry(entry, abort));
    if (abort.signal.aborted) return null;
    this.#abort = null;
    this.#cmid = null;
    changed();
    return carried ?? { againMs: OTHER_TAB_MS };
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#cmid = null;
  }

  async #carry(entry: OutboxEntry, abort: AbortController): Promise<Carried> {
    const { outbox, shelf, transfer, sent } = this.#parts;
    outbox.reload();
    const now = outbox.entries.find((one) => one.cmid === entry.cmid);
    if (!now) return "there";
    if (now.body.kind !== "file" || now.body.upload_id) return "there";
    const file = await shelf.get(now.file?.key ?? "");
    if (!file || !now.file) return { refused: "upload_refused" };
    const token = this.#parts.token();
    if (token === null || abort.signal.aborted) return { againMs: OTHER_TAB_MS };
    const outcome: Outcome = await transfer.send({
      file,
      name: now.file.name,
      token,
      signal: abort.signal,
      onProgress: (part) => this.#moved(entry.cmid, part),
    });
    if (abort.signal.aborted || !("id" in outcome)) return "id" in outcome ? null : outcome;
    outbox.uploaded(entry.cmid, outcome.id);
    sent(outcome.id, file);
    return "there";
  }

  #moved(cmid: string, part: number): void {
    if (this.#cmid !== cmid) return;
    const before = Math.floor(this.#part * 20);
    this.#part = part;
    if (Math.floor(part * 20) !== before) this.#parts.changed();
  }
}

/** Web Locks where the browser has them (https and localhost); else every tab tries by itself. */
export function browserLock(locks: LockManager | undefined): Lock {
  if (!locks) return (_name, work) => work();
  return async <T>(name: string, work: () => Promise<T>): Promise<T | null> =>
    await locks.request(name, { ifAvailable: true }, async (lock) => (lock ? await work() : null));
}
