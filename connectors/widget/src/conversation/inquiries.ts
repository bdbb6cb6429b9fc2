import type {
  ClientFrame,
  ConversationItem,
  ServerFrame,
  Wish,
} from "@shopbell/conversations/contract";

const ANSWER_MS = 40_000;

export type Asked = Extract<Wish, "list" | "transcript" | "export" | "erase">;

/** What the server gives to keep: the parts of a document frame, joined. */
export interface Paper {
  readonly name: string;
  readonly media: string;
  readonly text: string;
}

export interface Answers {
  readonly list: readonly ConversationItem[];
  readonly transcript: Paper;
  readonly export: Paper;
  readonly erase: Paper;
}

interface Waiting {
  readonly give: (answer: never) => void;
  readonly fail: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
  text: string;
}

/** Questions about the shopper's conversations and data, each answered once or not at all. */
export class Inquiries {
  readonly #send: (frame: ClientFrame) => boolean;
  readonly #waiting = new Map<Asked, Waiting>();

  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send;
  }

  /** Rejects when the server refuses, is silent for long, or was asked the same just before. */
  ask<K extends Asked>(what: K): Promise<Answers[K]> {
    return new Promise((give, reject) => {
      this.#fail(what);
      const fail = () => reject(new Error(`no answer to ${what}`));
      const timer = setTimeout(() => this.#fail(what), ANSWER_MS);
      this.#waiting.set(what, { give: give as (answer: never) => void, fail, timer, text: "" });
      this.#send({ type: "request", what });
    });
  }

  /** The socket has come: what could not be sent before is asked now. */
  welcomed(): void {
    for (const what of this.#waiting.keys()) this.#send({ type: "request", what });
  }

  take(frame: ServerFrame): void {
    if (frame.type === "conversations") this.#give("list", frame.items);
    if (frame.type !== "document") return;
    const what = frame.what as Asked;
    const waiting = this.#waiting.get(what);
    if (!waiting) return;
    waiting.text += frame.text;
    if (frame.more) return;
    this.#give(what, { name: frame.name, media: frame.media, text: waiting.text });
  }

  refused(): void {
    for (const what of [...this.#waiting.keys()]) this.#fail(what);
  }

  #give<K extends Asked>(what: K, answer: Answers[K]): void {
    const waiting = this.#waiting.get(what);
    this.#waiting.delete(what);
    clearTimeout(waiting?.timer);
    waiting?.give(answer as never);
  }

  #fail(what: Asked): void {
    const waiting = this.#waiting.get(what);
    this.#waiting.delete(what);
    clearTimeout(waiting?.timer);
    waiting?.fail();
  }
}
