import type { AckFrame, ClientFrame, NackFrame } from "@shopbell/conversations/contract";
import type { Outbox } from "../storage/outbox.ts";

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
  #online = false;
  #flying: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(outbox: Outbox, send: (frame: ClientFrame) => boolean) {
    this.#outbox = outbox;
    this.#send = send;
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
    clearTimeout(this.#timer);
    clearTimeout(this.#late);
  }

  /** Sends the next entry if none is on its way. */
  push(): void {
    if (!this.#online || this.#flying !== null) return;
    const entry = this.#outbox.next();
    if (!entry) return;
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
    if (this.#flying !== null && gone) this.#landed(this.#flying);
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.push(), OTHER_TAB_MS);
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
