import type { ClientFrame } from "@shopbell/conversations/contract";
import type { EventLog } from "./log.ts";

const GRACE_MS = 1_500;
const PAGE_ROWS = 200;

/** Sees to it that rows known to exist come: waits a moment for those under way, then asks. */
export class GapWatch {
  readonly #log: EventLog;
  readonly #send: (frame: ClientFrame) => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(log: EventLog, send: (frame: ClientFrame) => boolean) {
    this.#log = log;
    this.#send = send;
  }

  /** `soon` when the server has said that it sends a part only. */
  watch(soon = false): void {
    this.stop();
    if (!this.#log.behind) return;
    this.#timer = setTimeout(
      () => {
        this.#send({ type: "backfill", after: this.#log.high, limit: PAGE_ROWS });
        this.watch();
      },
      soon ? 0 : GRACE_MS,
    );
  }

  /** Asks for the page before the first row that is here. */
  earlier(): void {
    const { low } = this.#log;
    if (low <= 1) return;
    const after = Math.max(0, low - 1 - PAGE_ROWS);
    this.#send({ type: "backfill", after, limit: Math.min(PAGE_ROWS, low - 1) });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
