import type { Transfer } from "./transfer.ts";

type Size = "full" | "preview";

/** Files of the conversation as addresses that this page can show; nobody else can open them. */
export class Gallery {
  readonly #transfer: Transfer;
  readonly #token: () => string | null;
  readonly #urls = new Map<string, Promise<string | null>>();

  constructor(transfer: Transfer, token: () => string | null) {
    this.#transfer = transfer;
    this.#token = token;
  }

  /** Null where it cannot be had now; the next call tries again. */
  url(id: string, size: Size): Promise<string | null> {
    const key = `${size}:${id}`;
    const known = this.#urls.get(key);
    if (known) return known;
    const loading = this.#load(id, size).then((url) => {
      if (url === null) this.#urls.delete(key);
      return url;
    });
    this.#urls.set(key, loading);
    return loading;
  }

  /** What was sent from here need not be fetched to be shown. */
  own(id: string, file: Blob): void {
    this.#urls.set(`preview:${id}`, Promise.resolve(URL.createObjectURL(file)));
  }

  /** A picture that has not left yet. */
  local(key: string, file: Promise<Blob | null>): Promise<string | null> {
    const known = this.#urls.get(`local:${key}`);
    if (known) return known;
    const url = file.then((blob) => (blob ? URL.createObjectURL(blob) : null));
    this.#urls.set(`local:${key}`, url);
    return url;
  }

  clear(): void {
    for (const url of this.#urls.values()) {
      void url.then((address) => address && URL.revokeObjectURL(address));
    }
    this.#urls.clear();
  }

  async #load(id: string, size: Size): Promise<string | null> {
    const token = this.#token();
    if (token === null) return null;
    const blob = await this.#transfer.fetch(id, size, token);
    return blob ? URL.createObjectURL(blob) : null;
  }
}
