import type { KeyStore } from "../storage/store.ts";

const VISIT_MS = 30 * 60_000;

interface Stored {
  /** When this device was last here, in ms since 1970. */
  readonly last: number;
  /** Whether there was a visit before this one. */
  readonly returning: boolean;
  /** Whether the widget has spoken up in this visit. */
  readonly spoken: boolean;
}

/** A visit goes on over pages and tabs, and ends with half an hour of absence. */
export class Visit {
  readonly #store: KeyStore;
  readonly #key: string;
  readonly #quietKey: string;
  readonly #now: () => number;

  constructor(store: KeyStore, site: string, now: () => number) {
    this.#store = store;
    this.#key = `shopbell:${site}:visit`;
    this.#quietKey = `shopbell:${site}:quiet`;
    this.#now = now;
    this.here();
  }

  get returning(): boolean {
    return this.#read().returning;
  }

  /** Whether nothing is to be said: it was said already, or was closed once, in any visit. */
  get silent(): boolean {
    return this.#store.get(this.#quietKey) !== null || this.#read().spoken;
  }

  here(): void {
    this.#write({});
  }

  spoke(): void {
    this.#write({ spoken: true });
  }

  closed(): void {
    this.#store.set(this.#quietKey, "1");
  }

  #write(change: Partial<Stored>): void {
    const visit = { ...this.#read(), ...change, last: this.#now() };
    this.#store.set(this.#key, JSON.stringify(visit));
  }

  #read(): Stored {
    const fresh = { last: this.#now(), returning: false, spoken: false };
    try {
      const kept = JSON.parse(this.#store.get(this.#key) ?? "null") as Partial<Stored> | null;
      if (typeof kept?.last !== "number") return fresh;
      if (this.#now() - kept.last > VISIT_MS) return { ...fresh, returning: true };
      return { ...fresh, returning: kept.returning === true, spoken: kept.spoken === true };
    } catch {
      return fresh;
    }
  }
}
