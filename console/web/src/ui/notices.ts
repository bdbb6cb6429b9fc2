export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: "good" | "attention";
}

const SHOWN_MS = 6_000;

/** Short messages about what just happened, shown for a moment and read out. */
export class NoticeStore {
  private notices: readonly Notice[] = [];
  private last = 0;
  private readonly listeners = new Set<() => void>();

  readonly get = (): readonly Notice[] => this.notices;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(text: string, tone: Notice["tone"] = "good"): void {
    this.last += 1;
    const id = this.last;
    this.put([...this.notices.filter((one) => one.text !== text).slice(-2), { id, text, tone }]);
    setTimeout(() => this.remove(id), SHOWN_MS);
  }

  remove(id: number): void {
    this.put(this.notices.filter((one) => one.id !== id));
  }

  private put(notices: readonly Notice[]): void {
    this.notices = notices;
    for (const listener of this.listeners) listener();
  }
}

export const notices = new NoticeStore();
