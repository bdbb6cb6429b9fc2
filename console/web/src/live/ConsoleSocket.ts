import type { Heads } from "../api/types.ts";
import { type ClientFrame, readFrame, type ServerFrame } from "./frames.ts";

export type LinkStatus = "connecting" | "open" | "reconnecting";

export interface Wire {
  send(data: string): void;
  close(): void;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
}

interface Options {
  readonly open: () => Wire;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onStatus: (status: LinkStatus) => void;
  /** Called when a connection could not be made or ended; the session may be over. */
  readonly onLost: () => void;
  /** In 0..1, spreads reconnects so that all consoles do not come back in one moment. */
  readonly random: () => number;
}

const PING_MS = 20_000;
const SILENCE_MS = 10_000;
const LONGEST_WAIT_MS = 15_000;

/** One socket that comes back by itself and resumes every watched conversation where it was. */
export class ConsoleSocket {
  private wire: Wire | null = null;
  private tries = 0;
  private ended = false;
  private greeted = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setTimeout> | undefined;
  private readonly watched = new Map<string, () => Heads>();

  constructor(private readonly options: Options) {}

  start(): void {
    this.ended = false;
    this.options.onStatus(this.tries === 0 ? "connecting" : "reconnecting");
    const wire = this.options.open();
    this.wire = wire;
    wire.onmessage = (event) => this.receive(wire, event.data);
    wire.onclose = () => this.lost(wire);
  }

  stop(): void {
    this.ended = true;
    clearTimeout(this.retry);
    clearTimeout(this.beat);
    this.wire?.close();
    this.wire = null;
  }

  /** Tries at once instead of waiting: the network is back, or the tab is looked at again. */
  hurry(): void {
    if (this.wire || this.ended) return;
    clearTimeout(this.retry);
    this.start();
  }

  /** The network has gone: says so at once instead of finding it out by silence. */
  interrupt(): void {
    const wire = this.wire;
    if (!wire) return;
    wire.close();
    this.lost(wire);
  }

  /** `heads` is asked on every (re)connect, so that only what is missing is sent. */
  watch(conversation: string, heads: () => Heads): () => void {
    this.watched.set(conversation, heads);
    this.send({ type: "watch", conversation, ...heads() });
    return () => {
      if (this.watched.get(conversation) !== heads) return;
      this.watched.delete(conversation);
      this.send({ type: "unwatch", conversation });
    };
  }

  /** Asks again from our heads: a row between was missed. */
  resume(conversation: string): void {
    const heads = this.watched.get(conversation);
    if (heads) this.send({ type: "watch", conversation, ...heads() });
  }

  typing(conversation: string, on: boolean): void {
    this.send({ type: "typing", conversation, on });
  }

  /** Somebody is at this screen. */
  active(): void {
    this.send({ type: "active" });
  }

  private send(frame: ClientFrame): void {
    if (this.greeted) this.wire?.send(JSON.stringify(frame));
  }

  private receive(wire: Wire, data: unknown): void {
    if (wire !== this.wire) return;
    this.expectLife();
    const frame = readFrame(data);
    if (!frame) return;
    if (frame.type === "hello") this.greet();
    this.options.onFrame(frame);
  }

  private greet(): void {
    this.greeted = true;
    this.tries = 0;
    this.options.onStatus("open");
    for (const [conversation, heads] of this.watched) {
      this.send({ type: "watch", conversation, ...heads() });
    }
  }

  private expectLife(): void {
    clearTimeout(this.beat);
    this.beat = setTimeout(() => {
      this.send({ type: "ping" });
      this.beat = setTimeout(() => this.interrupt(), SILENCE_MS);
    }, PING_MS);
  }

  private lost(wire: Wire): void {
    if (wire !== this.wire) return;
    clearTimeout(this.beat);
    this.wire = null;
    this.greeted = false;
    if (this.ended) return;
    this.tries += 1;
    this.options.onStatus("reconnecting");
    this.options.onLost();
    const wait = Math.min(500 * 2 ** (this.tries - 1), LONGEST_WAIT_MS);
    this.retry = setTimeout(() => this.start(), wait * (0.75 + this.options.random() / 2));
  }
}
