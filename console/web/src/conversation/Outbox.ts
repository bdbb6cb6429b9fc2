import type { EventFrame } from "../api/types.ts";

export type PostKind = "message" | "note";

/** A reply or note on its way. The `cmid` stays the same over every try, so it is stored once. */
export interface Pending {
  readonly cmid: string;
  readonly conversation: string;
  readonly kind: PostKind;
  readonly text: string;
  readonly at: string;
  /** The public head when it was written; its own event can only come after. */
  readonly afterSeq: number;
  readonly afterAseq: number;
  readonly status: "sending" | "failed";
  readonly problem: string;
}

interface Options {
  readonly post: (item: Pending) => Promise<EventFrame>;
  readonly onStored: (item: Pending, event: EventFrame) => void;
  readonly isPassing: (problem: unknown) => boolean;
  /** Whether nothing that would answer was reached: the same will work once it is there again. */
  readonly isUnreached: (problem: unknown) => boolean;
  readonly describe: (problem: unknown) => string;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly storage: Pick<Storage, "getItem" | "setItem">;
}

const STORAGE_KEY = "shopbell.console.outbox";
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000, 8_000];
const LONGEST_MS = 8_000;

/** Sends what was written in order, one at a time per conversation, and keeps it over a reload. */
export class Outbox {
  private items: readonly Pending[];
  private readonly listeners = new Set<() => void>();
  private readonly busy = new Set<string>();

  constructor(private readonly options: Options) {
    this.items = this.restore();
  }

  readonly get = (): readonly Pending[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes up what a reload interrupted. */
  resume(): void {
    for (const item of this.items) void this.drain(item.conversation);
  }

  add(item: Omit<Pending, "status" | "problem">): void {
    this.put([...this.items, { ...item, status: "sending", problem: "" }]);
    void this.drain(item.conversation);
  }

  retry(cmid: string): void {
    const item = this.items.find((one) => one.cmid === cmid);
    if (!item) return;
    this.change(cmid, { status: "sending", problem: "" });
    void this.drain(item.conversation);
  }

  discard(cmid: string): void {
    this.put(this.items.filter((item) => item.cmid !== cmid));
  }

  private async drain(conversation: string): Promise<void> {
    if (this.busy.has(conversation)) return;
    this.busy.add(conversation);
    for (let item = this.next(conversation); item; item = this.next(conversation)) {
      await this.deliver(item);
    }
    this.busy.delete(conversation);
  }

  private next(conversation: string): Pending | undefined {
    return this.items.find(
      (item) => item.conversation === conversation && item.status === "sending",
    );
  }

  private async deliver(item: Pending): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const event = await this.options.post(item);
        this.options.onStored(item, event);
        this.discard(item.cmid);
        return;
      } catch (problem) {
        // While nothing answers, giving up would let the next words overtake these.
        const ever = this.options.isUnreached(problem) ? LONGEST_MS : undefined;
        const wait = RETRY_MS[attempt] ?? ever;
        if (wait === undefined || !this.options.isPassing(problem)) {
          this.change(item.cmid, { status: "failed", problem: this.options.describe(problem) });
          return;
        }
        await this.options.wait(wait);
      }
    }
  }

  private change(cmid: string, to: Pick<Pending, "status" | "problem">): void {
    this.put(this.items.map((item) => (item.cmid === cmid ? { ...item, ...to } : item)));
  }

  private put(items: readonly Pending[]): void {
    this.items = items;
    this.options.storage.setItem(STORAGE_KEY, JSON.stringify(items));
    for (const listener of this.listeners) listener();
  }

  private restore(): readonly Pending[] {
    try {
      const kept: unknown = JSON.parse(this.options.storage.getItem(STORAGE_KEY) ?? "[]");
      return Array.isArray(kept) ? (kept as Pending[]) : [];
    } catch {
      return [];
    }
  }
}

/**
 * What still has to be drawn below the log. The stored row may arrive by the socket before the
 * answer to the request does, and it carries no `cmid`: each of my own rows past the head at the
 * time of writing covers one pending item with the same words.
 */
export function notYetInLog(
  pending: readonly Pending[],
  events: readonly EventFrame[],
  myName: string,
): readonly Pending[] {
  const used = new Set<EventFrame>();
  return pending.filter((item) => {
    const match = events.find((event) => !used.has(event) && isSame(item, event, myName));
    if (match) used.add(match);
    return !match;
  });
}

function isSame(item: Pending, event: EventFrame, myName: string): boolean {
  if (event.author.role !== "agent" || event.author.name !== myName) return false;
  if (event.body.text !== item.text) return false;
  return item.kind === "message"
    ? event.event === "message.posted" && (event.seq ?? 0) > item.afterSeq
    : event.event === "note.added" && (event.aseq ?? 0) > item.afterAseq;
}
