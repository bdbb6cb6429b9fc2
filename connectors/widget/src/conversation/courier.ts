import type { AckFrame, ClientFrame, NackFrame } from "@shopbell/conversations/contract";
import type { Freight } from "../files/freight.ts";
import type { Outbox, OutboxEntry } from "../storage/outbox.ts";

const ACK_MS = 8_000;
const AGAIN_MS = 2_000;
const OTHER_TAB_MS = 3_000;

/**
 * Carries the outbox to the server, one message at a time: the next leaves when the last is acked,
 * which keeps the order whatever is refused for the moment or lost on the way.
 */
export class Courier {
  readonly #outbox: Outbox;
  readonly #send: (frame: ClientFrame) => boolean;
  readonly #freight: Freight;
  #online = false;
  #flying: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(outbox: Outbox, send: (frame: ClientFrame) => boolean, freight: Freight) {
    this.#outbox = outbox;
    this.#send = send;
    this.#freight = freight;
  }

  /** The message that has left and is not acked, or null. */
  get flying(): string | null {
    return this.#flying;
  }

  welcomed(): void {
    this.#online = true;
    this.#flying = null;
    this.push();
  }

  lost(): void {
    this.#online = false;
    this.#flying = null;
    this.#freight.stop();
    clearTimeout(this.#timer);
    clearTimeout(this.#late);
  }

  /** Sends the next entry if none is on its way. */
  push(): void {
    if (!this.#online || this.#flying !== null) return;
    const entry = this.#outbox.next();
    if (!entry) return;
    if (entry.body.kind === "file" && !entry.body.upload_id) {
      void this.#carry(entry);
      return;
    }
    if (!this.#send({ type: "send", cmid: entry.cmid, body: entry.body })) return;
    this.#flying = entry.cmid;
    this.#again(ACK_MS);
  }

  acked(frame: AckFrame): void {
    this.#outbox.remove(frame.cmid);
    this.#landed(frame.cmid);
  }

  nacked(frame: NackFrame): void {
    if (frame.final) {
      this.#outbox.refuse(frame.cmid, frame.code);
      this.#landed(frame.cmid);
    } else if (this.#flying === frame.cmid) {
      this.#again(frame.retry_ms ?? AGAIN_MS);
    }
  }

  /** Another tab has changed the outbox: it sends what it wrote, unless it is closed before. */
  changed(): void {
    const gone = !this.#outbox.entries.some((entry) => entry.cmid === this.#flying);
    if (this.#flying !== null && gone) {
      this.#freight.stop();
      this.#landed(this.#flying);
    }
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.push(), OTHER_TAB_MS);
  }

  /** A file goes before its message, and what was written after it waits for both. */
  async #carry(entry: OutboxEntry): Promise<void> {
    const { cmid } = entry;
    this.#flying = cmid;
    const carried = await this.#freight.carry(entry);
    if (carried === null || this.#flying !== cmid) return;
    if (carried === "there") {
      this.#flying = null;
      this.push();
    } else if ("refused" in carried) {
      this.#outbox.refuse(cmid, carried.refused);
      this.#landed(cmid);
    } else {
      this.#again(carried.againMs);
    }
  }

  #landed(cmid: string): void {
    if (this.#flying !== cmid) return;
    clearTimeout(this.#timer);
    this.#flying = null;
    this.push();
  }

  #again(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#flying = null;
      this.push();
    }, wait);
  }
}
