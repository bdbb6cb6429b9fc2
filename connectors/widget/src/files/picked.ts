import { MOST_PICKED, type Problem, problemOf } from "./kinds.ts";

export interface PickedFile {
  readonly key: string;
  readonly file: File;
  readonly problem: Problem | null;
}

/** Files that were chosen and not sent: they outlive the panel's being closed. */
export class Picked {
  readonly #newId: () => string;
  readonly #watchers = new Set<() => void>();
  #files: readonly PickedFile[] = [];

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  get files(): readonly PickedFile[] {
    return this.#files;
  }

  add(files: Iterable<File>): void {
    const more = [...files].map((file) => ({
      key: this.#newId(),
      file,
      problem: problemOf(file),
    }));
    if (more.length > 0) this.#become([...this.#files, ...more].slice(0, MOST_PICKED));
  }

  remove(key: string): void {
    this.#become(this.#files.filter((one) => one.key !== key));
  }

  /** Those that can be sent, which are taken out; the others stay with their problem. */
  take(): readonly PickedFile[] {
    const good = this.#files.filter((one) => one.problem === null);
    this.#become(this.#files.filter((one) => one.problem !== null));
    return good;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #become(files: readonly PickedFile[]): void {
    this.#files = files;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
