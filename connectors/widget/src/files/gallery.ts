import type { Transfer } from "./transfer.ts";

type Size = "full" | "preview";

/**
 * Files of the conversation, fetched with the shopper's token. They are drawn from their bytes and
 * never have an address: no page has to allow one, and none can be passed on.
 */
export class Gallery {
  readonly #transfer: Transfer;
  readonly #token: () => string | null;
  readonly #files = new Map<string, Promise<Blob | null>>();

  constructor(transfer: Transfer, token: () => string | null) {
    this.#transfer = transfer;
    this.#token = token;
  }

  /** Null where it cannot be had now; the next call tries again. */
  file(id: string, size: Size): Promise<Blob | null> {
    const key = `${size}:${id}`;
    const known = this.#files.get(key);
    if (known) return known;
    const loading = this.#load(id, size).then((file) => {
      if (file === null) this.#files.delete(key);
      return file;
    });
    this.#files.set(key, loading);
    return loading;
  }

  /** What was sent from here need not be fetched to be shown. */
  own(id: string, file: Blob): void {
    this.#files.set(`preview:${id}`, Promise.resolve(file));
  }

  clear(): void {
    this.#files.clear();
  }

  async #load(id: string, size: Size): Promise<Blob | null> {
    const token = this.#token();
    return token === null ? null : this.#transfer.fetch(id, size, token);
  }
}
