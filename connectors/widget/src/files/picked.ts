import { isPicture, MOST_PICKED, type Problem, problemOf } from "./kinds.ts";

export interface PickedFile {
  readonly key: string;
  readonly file: File;
  readonly problem: Problem | null;
  /** An address to show it by; null for what is no picture. */
  readonly url: string | null;
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
    const more = [...files].map((file) => {
      const problem = problemOf(file);
      const url = !problem && isPicture(file.type) ? URL.createObjectURL(file) : null;
      return { key: this.#newId(), file, problem, url };
    });
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
    for (const gone of this.#files) {
      if (gone.url && !files.includes(gone)) URL.revokeObjectURL(gone.url);
    }
    this.#files = files;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
