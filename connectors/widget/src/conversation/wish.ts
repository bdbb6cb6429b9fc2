import type { ClientFrame, Wish } from "@shopbell/conversations/contract";

const ANSWER_MS = 6_000;

/** A request to the server about the conversation as a whole, kept until it can be sent. */
export class PendingWish {
  readonly #send: (frame: ClientFrame) => boolean;
  readonly #changed: () => void;
  #what: Wish | null = null;
  #conversation: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (frame: ClientFrame) => boolean, changed: () => void) {
    this.#send = send;
    this.#changed = changed;
  }

  get open(): boolean {
    return this.#what !== null;
  }

  /** `conversation` names another than the one that is open. */
  make(what: Wish, conversation: string | null = null): void {
    this.#what = what;
    this.#conversation = conversation;
  }

  /** Sends it, if there is one; without an answer it counts as made in vain after a while. */
  push(): void {
    if (!this.#what) return;
    const conversation = this.#conversation;
    if (!this.#send({ type: "request", what: this.#what, conversation })) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#what = null;
      this.#changed();
    }, ANSWER_MS);
  }

  settle(): void {
    clearTimeout(this.#timer);
    this.#what = null;
  }
}
