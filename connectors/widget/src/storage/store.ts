/** Text under keys, shared by the tabs of one origin where the browser allows it. */
export interface KeyStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** The keys that begin with `prefix`, in no order. */
  keys(prefix: string): string[];
}

/** Lives as long as the page: what is left where a browser blocks storage. */
export class MemoryStore implements KeyStore {
  readonly #values = new Map<string, string>();

  get(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  set(key: string, value: string): void {
    this.#values.set(key, value);
  }

  remove(key: string): void {
    this.#values.delete(key);
  }

  keys(prefix: string): string[] {
    return [...this.#values.keys()].filter((key) => key.startsWith(prefix));
  }
}

/** `localStorage`; a value that does not fit any more is kept in memory, so that no word is lost. */
export class BrowserStore implements KeyStore {
  readonly #storage: Storage;
  readonly #overflow = new MemoryStore();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get(key: string): string | null {
    return this.#overflow.get(key) ?? this.#storage.getItem(key);
  }

  set(key: string, value: string): void {
    try {
      this.#storage.setItem(key, value);
      this.#overflow.remove(key);
    } catch {
      this.#overflow.set(key, value);
    }
  }

  remove(key: string): void {
    this.#overflow.remove(key);
    this.#storage.removeItem(key);
  }

  keys(prefix: string): string[] {
    const found = new Set(this.#overflow.keys(prefix));
    for (let at = 0; at < this.#storage.length; at += 1) {
      const key = this.#storage.key(at);
      if (key?.startsWith(prefix)) found.add(key);
    }
    return [...found];
  }
}

/** The browser's storage, or memory where a page's policy or a private window forbids it. */
export function openStore(browser: { readonly localStorage: Storage }): KeyStore {
  try {
    const probe = "shopbell:probe";
    browser.localStorage.setItem(probe, "1");
    browser.localStorage.removeItem(probe);
    return new BrowserStore(browser.localStorage);
  } catch {
    return new MemoryStore();
  }
}
