/** Where files lie between being chosen and being taken by the server. */
export interface Shelf {
  put(key: string, file: Blob): Promise<void>;
  get(key: string): Promise<Blob | null>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** Lives as long as the page: what is left where a browser blocks storage. */
export class MemoryShelf implements Shelf {
  readonly #files = new Map<string, Blob>();

  async put(key: string, file: Blob): Promise<void> {
    this.#files.set(key, file);
  }

  async get(key: string): Promise<Blob | null> {
    return this.#files.get(key) ?? null;
  }

  async remove(key: string): Promise<void> {
    this.#files.delete(key);
  }

  async clear(): Promise<void> {
    this.#files.clear();
  }
}

const STORE = "files";

/**
 * IndexedDB: it survives a reload and is shared by the tabs. What it will not take (a private
 * window, a full disk) is kept in memory, so that a file is sent as long as the page stays.
 */
export class BrowserShelf implements Shelf {
  readonly #name: string;
  readonly #factory: IDBFactory;
  readonly #memory = new MemoryShelf();
  #opening: Promise<IDBDatabase> | null = null;

  constructor(factory: IDBFactory, site: string) {
    this.#factory = factory;
    this.#name = `shopbell:${site}:files`;
  }

  async put(key: string, file: Blob): Promise<void> {
    // Kept as bytes: some browsers lose a Blob that comes from a file which has moved since.
    const bytes = await file.arrayBuffer();
    try {
      await this.#run("readwrite", (store) => store.put({ bytes, type: file.type }, key));
    } catch {
      await this.#memory.put(key, new Blob([bytes], { type: file.type }));
    }
  }

  async get(key: string): Promise<Blob | null> {
    const here = await this.#memory.get(key);
    if (here) return here;
    try {
      const found = (await this.#run("readonly", (store) => store.get(key))) as
        | { readonly bytes: ArrayBuffer; readonly type: string }
        | undefined;
      return found ? new Blob([found.bytes], { type: found.type }) : null;
    } catch {
      return null;
    }
  }

  async remove(key: string): Promise<void> {
    await this.#memory.remove(key);
    await this.#quietly((store) => store.delete(key));
  }

  async clear(): Promise<void> {
    await this.#memory.clear();
    await this.#quietly((store) => store.clear());
  }

  /** What cannot be opened holds nothing to remove. */
  async #quietly(work: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    try {
      await this.#run("readwrite", work);
    } catch {
      this.#opening = null;
    }
  }

  async #run(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest,
  ): Promise<unknown> {
    this.#opening ??= this.#open();
    const database = await this.#opening;
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  #open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = this.#factory.open(this.#name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = request.onblocked = () => reject(request.error);
    });
  }
}

export function openShelf(browser: { readonly indexedDB?: IDBFactory }, site: string): Shelf {
  try {
    return browser.indexedDB ? new BrowserShelf(browser.indexedDB, site) : new MemoryShelf();
  } catch {
    return new MemoryShelf();
  }
}
