import type { EventFrame } from "@shopbell/conversations/contract";

/**
 * The part of a conversation's log that this page holds: dense from `low` to `high`. Rows past a gap
 * are kept aside until the gap is filled, so that nothing is ever shown out of order.
 */
export class EventLog {
  readonly #rows = new Map<number, EventFrame>();
  #low = 1;
  #high = 0;
  #head = 0;

  /** Last row of the dense part: what `hello` says as `last_seq`. */
  get high(): number {
    return this.#high;
  }

  /** First row held; above 1 when the server began with a snapshot of the end. */
  get low(): number {
    return this.#low;
  }

  /** Highest row known to exist. */
  get head(): number {
    return this.#head;
  }

  /** Whether rows before the head are missing. */
  get behind(): boolean {
    return this.#high < this.#head;
  }

  rows(): EventFrame[] {
    const out: EventFrame[] = [];
    for (let seq = this.#low; seq <= this.#high; seq += 1) {
      const row = this.#rows.get(seq);
      if (row) out.push(row);
    }
    return out;
  }

  has(seq: number): boolean {
    return this.#rows.has(seq);
  }

  /** Takes rows in any order and number of times; true when the dense part has grown. */
  take(events: readonly EventFrame[]): boolean {
    for (const event of events) {
      if (event.seq === null || !Number.isInteger(event.seq) || event.seq < 1) continue;
      if (!this.#rows.has(event.seq)) this.#rows.set(event.seq, event);
      this.#head = Math.max(this.#head, event.seq);
    }
    const before = this.#high - this.#low;
    while (this.#rows.has(this.#high + 1)) this.#high += 1;
    while (this.#high >= this.#low && this.#rows.has(this.#low - 1)) this.#low -= 1;
    return this.#high - this.#low !== before;
  }

  /** Begins again from what the server gives as the whole, or as the end, of the conversation. */
  replace(events: readonly EventFrame[], head: number): void {
    this.clear();
    const first = Math.min(...events.map((event) => event.seq ?? Number.POSITIVE_INFINITY));
    if (Number.isFinite(first)) {
      this.#low = first;
      this.#high = first - 1;
    }
    this.take(events);
    this.reached(head);
  }

  reached(head: number): void {
    this.#head = Math.max(this.#head, head);
  }

  clear(): void {
    this.#rows.clear();
    this.#low = 1;
    this.#high = 0;
    this.#head = 0;
  }
}
