import type {
  ClientFrame,
  SendBody,
  ServerFrame,
  WelcomeFrame,
  Wish,
} from "@shopbell/conversations/contract";
import { Connection } from "../connection/connection.ts";
import { Credentials } from "../storage/credentials.ts";
import { Outbox } from "../storage/outbox.ts";
import { Courier } from "./courier.ts";
import { GapWatch } from "./gap.ts";
import { EventLog } from "./log.ts";
import type { SessionParts } from "./parts.ts";
import { Standing } from "./standing.ts";
import { Transcript } from "./transcript.ts";
import type { View } from "./view.ts";
import { PendingWish } from "./wish.ts";

/** One shopper's side of a conversation: what was said, what waits, and the socket between. */
export class Session {
  readonly #parts: SessionParts;
  readonly #credentials: Credentials;
  readonly #outbox: Outbox;
  readonly #connection: Connection;
  readonly #courier: Courier;
  readonly #gap: GapWatch;
  readonly #wish: PendingWish;
  readonly #standing: Standing;
  readonly #transcript: Transcript;
  readonly #log = new EventLog();
  readonly #watchers = new Set<() => void>();
  #conversation: string | null = null;
  #epoch: string | null = null;
  #sentPage = "";
  #view: View | null = null;

  constructor(parts: SessionParts) {
    const send = (frame: ClientFrame) => this.#connection.send(frame);
    const changed = () => this.#changed();
    this.#parts = parts;
    this.#credentials = new Credentials(parts.store, parts.site);
    this.#outbox = new Outbox(parts.store, parts.site, parts.newId, parts.now);
    this.#connection = new Connection(parts.open, this, parts.random);
    this.#courier = new Courier(this.#outbox, send);
    this.#gap = new GapWatch(this.#log, send);
    this.#wish = new PendingWish(send, changed);
    this.#standing = new Standing(changed);
    this.#transcript = new Transcript(parts.store, parts.site);
  }

  /** Whether this shopper has talked with the shop before, on this device. */
  get known(): boolean {
    return this.#credentials.token !== null || this.#outbox.entries.length > 0;
  }

  view(): View {
    this.#view ??= {
      ...this.#standing.current(),
      ...this.#transcript.read(this.#log, this.#outbox.entries, this.#conversation),
      earlier: this.#log.low > 1,
      asking: this.#wish.open,
    };
    return this.#view;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  start(): void {
    if (!this.#standing.begin()) return;
    this.#connection.start();
    this.#changed();
  }

  stop(): void {
    this.#connection.stop();
    this.#courier.lost();
    this.#standing.end();
    this.#gap.stop();
    this.#wish.settle();
  }

  wake(): void {
    this.#connection.wake();
  }

  offline(): void {
    this.#connection.interrupt();
    this.#standing.offline();
    this.#changed();
  }

  say(body: SendBody): void {
    const entry = this.#outbox.add(body);
    this.#transcript.added(entry.cmid, this.#log.high);
    this.start();
    this.pageChanged();
    this.#courier.push();
    this.#changed();
  }

  retry(cmid: string): void {
    this.#outbox.retry(cmid);
    this.#courier.push();
    this.#changed();
  }

  discard(cmid: string): void {
    this.#outbox.remove(cmid);
    this.#courier.changed();
    this.#changed();
  }

  ask(what: Wish): void {
    this.#wish.make(what);
    this.start();
    if (this.#conversation) this.#wish.push();
    this.#changed();
  }

  typing(on: boolean): void {
    this.#connection.send({ type: "typing", on });
  }

  /** The shopper has the messages before their eyes. */
  seen(): void {
    const seq = this.#log.high;
    if (!this.#conversation || this.view().unread === 0) return;
    if (!this.#transcript.seen(this.#conversation, seq)) return;
    this.#connection.send({ type: "seen", seq });
    this.#changed();
  }

  earlier(): void {
    this.#gap.earlier();
  }

  pageChanged(): void {
    const page = this.#parts.page();
    const text = JSON.stringify(page);
    if (text === this.#sentPage || !this.#conversation) return;
    if (this.#connection.send({ type: "page", page })) this.#sentPage = text;
  }

  localeChanged(): void {
    if (!this.#conversation) return;
    this.#connection.send({ type: "locale", locale: this.#parts.locale() });
  }

  /** `another` is true when this is another person than before: what was written is not theirs. */
  identify(identity: string, another: boolean): void {
    this.#credentials.identity = identity;
    if (another) this.#forget();
    this.#connection.send({ type: "identify", identity });
    this.#changed();
  }

  /** The server answers with a new token and conversation; without a socket the next hello asks. */
  logout(): void {
    this.#connection.send({ type: "logout" });
    this.#credentials.identity = null;
    this.#credentials.token = null;
    this.#forget();
    this.#changed();
  }

  /** Another tab has changed what the two share; `key` is null when it has emptied the store. */
  storageChanged(key: string | null): void {
    if (key === null || key.startsWith(this.#outbox.prefix)) {
      this.#outbox.reload();
      this.#courier.changed();
    }
    if (key === null || key === this.#credentials.key) this.#tokenChanged();
    this.#changed();
  }

  opened(): void {
    const page = this.#parts.page();
    this.#sentPage = JSON.stringify(page);
    this.#connection.send({
      type: "hello",
      token: this.#credentials.token,
      identity: this.#credentials.identity,
      epoch: this.#epoch,
      last_seq: this.#log.high,
      locale: this.#parts.locale(),
      page,
    });
  }

  lost(attempt: number): void {
    this.#courier.lost();
    this.#gap.stop();
    this.#standing.lost(attempt);
  }

  frame(frame: ServerFrame): void {
    if (frame.type === "welcome") this.#welcomed(frame);
    else if (frame.type === "error") this.#refused(frame.code);
    else if (this.#conversation) this.#take(frame);
    this.#changed();
  }

  /** Until a welcome says whose they are, rows that still come belong to the one before. */
  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case "ack":
        this.#transcript.acked(frame, this.#outbox.entries);
        this.#log.reached(frame.seq);
        this.#courier.acked(frame);
        this.#gap.watch();
        break;
      case "nack":
        this.#courier.nacked(frame);
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
        this.#standing.take(frame);
    }
  }

  #welcomed(frame: WelcomeFrame): void {
    const other = this.#conversation !== null && this.#conversation !== frame.conversation;
    if (other || (this.#epoch !== null && this.#epoch !== frame.epoch)) {
      this.#log.clear();
      this.#transcript.clear();
      this.#standing.forget();
    }
    if (other) this.#wish.settle();
    this.#conversation = frame.conversation;
    this.#epoch = frame.epoch;
    this.#credentials.token = frame.token;
    this.#connection.settled();
    this.#log.reached(frame.head);
    this.#standing.welcomed(frame.state, this.#log.behind);
    this.#gap.watch();
    this.#wish.push();
    this.#courier.welcomed();
  }

  #took(grown: boolean, part = false): void {
    if (grown) {
      const rows = this.#log.rows();
      this.#standing.read(rows);
      if (rows.at(-1)?.event.startsWith("conversation.")) this.#wish.settle();
    }
    this.#standing.caughtUp(!this.#log.behind);
    this.#gap.watch(part);
  }

  #refused(code: string): void {
    if (code === "unauthenticated" && this.#credentials.token !== null) {
      this.#credentials.token = null;
      this.#forget();
      this.#connection.restart();
    } else if (code === "origin_refused") {
      this.stop();
      this.#standing.refused();
    } else if (code !== "rate_limited") {
      this.#wish.settle();
    }
  }

  #tokenChanged(): void {
    if (this.#credentials.token === null) this.#forget();
    else if (this.#log.head > 0) return;
    if (this.#standing.begun) this.#connection.restart();
  }

  #forget(): void {
    this.#outbox.clear();
    this.#log.clear();
    this.#transcript.clear();
    this.#standing.forget();
    this.#courier.lost();
    this.#gap.stop();
    this.#wish.settle();
    this.#conversation = null;
    this.#epoch = null;
  }

  #changed(): void {
    this.#view = null;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
