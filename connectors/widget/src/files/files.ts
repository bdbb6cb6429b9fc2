import type { Outbox, OutboxEntry } from "../storage/outbox.ts";
import { Freight, type Lock } from "./freight.ts";
import { Gallery } from "./gallery.ts";
import { Picked } from "./picked.ts";
import type { Shelf } from "./shelf.ts";
import type { Transfer } from "./transfer.ts";

/** What files need of the browser, handed in. */
export interface FileParts {
  readonly shelf: Shelf;
  readonly transfer: Transfer;
  readonly lock: Lock;
}

interface Around extends FileParts {
  readonly outbox: Outbox;
  readonly newId: () => string;
  readonly token: () => string | null;
  readonly changed: () => void;
}

/** Everything about a shopper's files: chosen, waiting, on their way, and those in the log. */
export class Files {
  readonly picked: Picked;
  readonly freight: Freight;
  readonly gallery: Gallery;
  readonly #shelf: Shelf;
  readonly #outbox: Outbox;
  readonly #newId: () => string;

  constructor({ shelf, transfer, lock, outbox, newId, token, changed }: Around) {
    this.#shelf = shelf;
    this.#outbox = outbox;
    this.#newId = newId;
    this.picked = new Picked(newId);
    this.gallery = new Gallery(transfer, token);
    const sent = (id: string, file: Blob) => this.gallery.own(id, file);
    this.freight = new Freight({ outbox, shelf, transfer, lock, token, changed, sent });
  }

  /** Puts a file into the outbox, behind what waits there. */
  async wait(file: File, caption: string): Promise<OutboxEntry> {
    const key = this.#newId();
    await this.#shelf.put(key, file);
    const { name, type, size } = file;
    return this.#outbox.add(
      { kind: "file", upload_id: "", caption },
      { key, name, type, bytes: size },
    );
  }

  /** What waits under `key`. */
  waiting(key: string): Promise<Blob | null> {
    return this.#shelf.get(key);
  }

  /** The server has it, or the shopper does not want it any more. */
  done(entry: OutboxEntry | undefined): void {
    if (entry?.file) void this.#shelf.remove(entry.file.key);
  }

  forget(): void {
    this.freight.stop();
    this.gallery.clear();
    void this.#shelf.clear();
  }
}
