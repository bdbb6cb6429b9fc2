import type {
  ClientFrame,
  ServerFrame,
  WelcomeFrame,
  Wish,
} from "@shopbell/conversations/contract";
import type { Files } from "../files/files.ts";
import type { Outbox } from "../storage/outbox.ts";
import type { KeyStore } from "../storage/store.ts";
import { Courier } from "./courier.ts";
import { GapWatch } from "./gap.ts";
import { EventLog } from "./log.ts";
import { Standing } from "./standing.ts";
import { Transcript } from "./transcript.ts";
import type { View } from "./view.ts";
import { PendingWish } from "./wish.ts";

interface ThreadParts {
  readonly store: KeyStore;
  readonly site: string;
  readonly outbox: Outbox;
  readonly files: Files;
  /** False when there is no open socket; nothing is kept for later. */
  readonly send: (frame: ClientFrame) => boolean;
  /** Called for what no frame brings, such as a typing mark that has run out. */
  readonly changed: () => void;
}

/** The conversation that is open here: its rows, how it stands, and what is on its way to it. */
export class Thread {
  readonly standing: Standing;
  readonly courier: Courier;
  readonly #outbox: Outbox;
  readonly #files: Files;
  readonly #send: ThreadParts["send"];
  readonly #gap: GapWatch;
  readonly #wish: PendingWish;
  readonly #transcript: Transcript;
  readonly #log = new EventLog();
  #conversation: string | null = null;
  #epoch: string | null = null;

  constructor({ store, site, outbox, files, send, changed }: ThreadParts) {
    this.#outbox = outbox;
    this.#files = files;
    this.#send = send;
    this.courier = new Courier(outbox, send, files.freight);
    this.#gap = new GapWatch(this.#log, send);
    this.#wish = new PendingWish(send, changed);
    this.standing = new Standing(changed);
    this.#transcript = new Transcript(store, site);
  }

  /** Its id once the server has said it, else null. */
  get id(): string | null {
    return this.#conversation;
  }

  /** What a hello says of the rows that are here. */
  get place(): { readonly epoch: string | null; readonly last_seq: number } {
    return { epoch: this.#epoch, last_seq: this.#log.high };
  }

  /** Whether the server has ever told of a row. */
  get begun(): boolean {
    return this.#log.head > 0;
  }

  view(): View {
    return {
      ...this.standing.current(),
      ...this.#transcript.read(this.#log, this.#outbox.entries, this.#conversation),
      earlier: this.#log.low > 1,
      asking: this.#wish.open,
    };
  }

  /** The shopper has written `cmid`, after the rows that are here. */
  added(cmid: string): void {
    this.#transcript.added(cmid, this.#log.high);
  }

  ask(what: Wish, conversation: string | null = null): void {
    this.#wish.make(what, conversation);
    if (this.#conversation) this.#wish.push();
  }

  /** True when rows were seen that no tab had seen before. */
  seen(): boolean {
    const seq = this.#log.high;
    if (!this.#conversation || !this.#transcript.seen(this.#conversation, seq)) return false;
    this.#send({ type: "seen", seq });
    return true;
  }

  earlier(): void {
    this.#gap.earlier();
  }

  lost(attempt: number): void {
    this.courier.lost();
    this.#gap.stop();
    this.standing.lost(attempt);
  }

  stop(): void {
    this.courier.lost();
    this.standing.end();
    this.#gap.stop();
    this.#wish.settle();
  }

  /** A wish that the server has refused is over. */
  settle(): void {
    this.#wish.settle();
  }

  welcomed(frame: WelcomeFrame): void {
    const other = this.#conversation !== null && this.#conversation !== frame.conversation;
    if (other || (this.#epoch !== null && this.#epoch !== frame.epoch)) {
      this.#log.clear();
      this.#transcript.clear();
      this.standing.forget();
    }
    if (other) this.#wish.settle();
    this.#conversation = frame.conversation;
    this.#epoch = frame.epoch;
    this.#log.reached(frame.head);
    this.standing.welcomed(frame.state, this.#log.behind);
    this.#gap.watch();
    this.#wish.push();
    this.courier.welcomed();
  }

  /** Until a welcome says whose they are, rows that still come belong to the one before. */
  take(frame: ServerFrame): void {
    if (!this.#conversation) return;
    switch (frame.type) {
      case "ack":
        this.#transcript.acked(frame, this.#outbox.entries);
        this.#files.done(this.#outbox.entries.find((entry) => entry.cmid === frame.cmid));
        this.#log.reached(frame.seq);
        this.courier.acked(frame);
        this.#gap.watch();
        break;
      case "nack":
        this.courier.nacked(frame);
        break;
      case "event":
        this.#took(this.#log.take([frame]));
        break;
      case "backfill":
        this.#took(this.#log.take(frame.events), frame.more);
        break;
      case "snapshot":
        this.#transcript.clear();
        this.#epoch = frame.epoch;
        this.#log.replace(frame.events, frame.head);
        this.#took(true, true);
        break;
      default:
        this.standing.take(frame);
    }
  }

  /** Another person is here now, or none: nothing of the one before stays. */
  forget(): void {
    this.#outbox.clear();
    this.#files.forget();
    this.#log.clear();
    this.#transcript.clear();
    this.standing.forget();
    this.courier.lost();
    this.#gap.stop();
    this.#wish.settle();
    this.#conversation = null;
    this.#epoch = null;
  }

  #took(grown: boolean, part = false): void {
    if (grown) {
      const rows = this.#log.rows();
      this.standing.read(rows);
      if (rows.at(-1)?.event.startsWith("conversation.")) this.#wish.settle();
    }
    this.standing.caughtUp(!this.#log.behind);
    this.#gap.watch(part);
  }
}
