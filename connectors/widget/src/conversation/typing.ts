const REPEAT_MS = 4_000;
const PAUSE_MS = 5_000;

/** Tells the other side that the shopper is writing: at once, then now and then, then that it ended. */
export class TypingSignal {
  readonly #send: (on: boolean) => void;
  #on = false;
  #repeat: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (on: boolean) => void) {
    this.#send = send;
  }

  typed(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.stop(), PAUSE_MS);
    if (this.#on) return;
    this.#on = true;
    this.#send(true);
    this.#repeat = setTimeout(() => {
      this.#on = false;
    }, REPEAT_MS);
  }

  stop(): void {
    const told = this.#repeat !== undefined;
    clearTimeout(this.#pause);
    clearTimeout(this.#repeat);
    this.#repeat = undefined;
    this.#on = false;
    if (told) this.#send(false);
  }
}
