import { type LiveState, QUIET } from "./live-state.ts";

/** A small store for `useSyncExternalStore`. */
export class LiveStore {
  private state = QUIET;
  private readonly listeners = new Set<() => void>();

  readonly get = (): LiveState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(next: LiveState): void {
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}
