import type { FileParts } from "../src/files/files.ts";
import { MemoryShelf } from "../src/files/shelf.ts";
import type { Attempt, Outcome, Transfer } from "../src/files/transfer.ts";

/** The server's end of uploads: keeps what arrives, in a time and a way that a test chooses. */
export class Depot implements Transfer {
  readonly came: { readonly id: string; readonly name: string; readonly token: string }[] = [];
  tries = 0;
  ms = 5;
  answer: (() => Outcome) | null = null;
  readonly parts: FileParts;

  constructor() {
    this.parts = { shelf: new MemoryShelf(), transfer: this, lock: (_name, work) => work() };
  }

  send({ name, token, onProgress, signal }: Attempt): Promise<Outcome> {
    this.tries += 1;
    onProgress(0.5);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(this.answer?.() ?? this.#keep(name, token)), this.ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve({ againMs: 1 });
      });
    });
  }

  async fetch(id: string): Promise<Blob | null> {
    return this.came.some((one) => one.id === id) ? new Blob(["x"]) : null;
  }

  #keep(name: string, token: string): Outcome {
    const id = `up-${this.came.length + 1}`;
    this.came.push({ id, name, token });
    return { id };
  }
}
