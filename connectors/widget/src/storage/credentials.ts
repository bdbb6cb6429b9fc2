import type { KeyStore } from "./store.ts";

/** What proves to the server whose conversation this is. The shop's identity is never stored. */
export class Credentials {
  readonly key: string;
  readonly #store: KeyStore;
  identity: string | null = null;

  constructor(store: KeyStore, site: string) {
    this.#store = store;
    this.key = `shopbell:${site}:token`;
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
