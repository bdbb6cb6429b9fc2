import type { KeyStore } from "./store.ts";

/** What proves to the server whose conversation this is. The shop's identity is never stored. */
export class Credentials {
  readonly key: string;
  /** Changes when the shopper has been forgotten, so that other tabs hear of it. */
  readonly erasedKey: string;
  readonly #prefix: string;
  readonly #store: KeyStore;
  identity: string | null = null;

  constructor(store: KeyStore, site: string) {
    this.#store = store;
    this.#prefix = `shopbell:${site}:`;
    this.key = `${this.#prefix}token`;
    this.erasedKey = `${this.#prefix}erased`;
  }

  /** Takes all that this site's widget has stored on the device, and tells other tabs. */
  forget(): void {
    for (const key of this.#store.keys(this.#prefix)) this.#store.remove(key);
    this.#store.set(this.erasedKey, String(Date.now()));
    this.#store.remove(this.erasedKey);
  }

  get token(): string | null {
    return this.#store.get(this.key);
  }

  set token(value: string | null) {
    if (value === this.token) return;
    if (value === null) this.#store.remove(this.key);
    else this.#store.set(this.key, value);
  }
}
