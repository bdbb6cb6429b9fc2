import type { Page } from "@shopbell/conversations/contract";
import { loadTexts } from "./locales/index.ts";
import type { Look } from "./look/look.ts";

export type ShellEvent = "ready" | "open" | "close" | "message" | "unread" | "state" | "nudge";
export type Listener = (detail: unknown) => void;

/** Words said by the launcher without having been asked; `close` is told when they are sent away. */
export interface Nudge {
  readonly id: string;
  readonly text: string;
  readonly close: () => void;
}

/** What a shop's page controls: whether the widget is open, its language, the page, the draft. */
export class Shell {
  readonly #watchers = new Set<() => void>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #open = false;
  #locale: string;
  #page: Partial<Page> = {};
  #look: Look = {};
  #nudge: Nudge | null = null;
  /** What the page says that the cart is worth; it stays in the browser. */
  cart: number | null = null;
  draft = "";
  /** Counts prefills, so that the composer takes the focus for each. */
  prefills = 0;

  constructor(locale: string) {
    this.#locale = locale;
  }

  get open(): boolean {
    return this.#open;
  }

  set open(value: boolean) {
    if (value === this.#open) return;
    this.#open = value;
    this.#nudge = null;
    this.emit(value ? "open" : "close", null);
    this.#changed();
  }

  get locale(): string {
    return this.#locale;
  }

  set locale(value: string) {
    this.#locale = value;
    void loadTexts(value).then(() => this.#changed());
    this.#changed();
  }

  get look(): Look {
    return this.#look;
  }

  set look(value: Look) {
    this.#look = value;
    this.#changed();
  }

  get nudge(): Nudge | null {
    return this.#nudge;
  }

  set nudge(value: Nudge | null) {
    this.#nudge = value;
    if (value) this.emit("nudge", { id: value.id });
    this.#changed();
  }

  get page(): Partial<Page> {
    return this.#page;
  }

  /** Only known fields of the right kind: the server refuses a frame with any other. */
  set page(value: Partial<Record<keyof Page, unknown>>) {
    const page: Record<string, string> = {};
    for (const name of ["url", "title", "product_id", "note_id", "order"] as const) {
      const given = value[name];
      if (typeof given === "string" || typeof given === "number") page[name] = String(given);
    }
    this.#page = page;
  }

  prefill(text: string): void {
    this.draft = text;
    this.prefills += 1;
    this.open = true;
    this.#changed();
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  on(event: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** A listener that throws is the page's own trouble, told in its console. */
  emit(event: ShellEvent, detail: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        console.warn("shopbell:", error);
      }
    }
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
