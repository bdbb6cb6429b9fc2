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
import type { SessionParts } from "./parts.ts";
import { Thread } from "./thread.ts";
import type { View } from "./view.ts";

/** One shopper's side of the chat: who they are, the socket, and the conversation that is open. */
export class Session {
  readonly #parts: SessionParts;
  readonly #credentials: Credentials;
  readonly #outbox: Outbox;
  readonly #connection: Connection;
  readonly #thread: Thread;
  readonly #watchers = new Set<() => void>();
  #sentPage = "";
  #view: View | null = null;

  constructor(parts: SessionParts) {
    const { store, site } = parts;
    this.#parts = parts;
    this.#credentials = new Credentials(store, site);
    this.#outbox = new Outbox(store, site, parts.newId, parts.now);
    this.#connection = new Connection(parts.open, this, parts.random);
    this.#thread = new Thread({
      store,
      site,
      outbox: this.#outbox,
      send: (frame: ClientFrame) => this.#connection.send(frame),
      changed: () => this.#changed(),
    });
  }

  /** Whether this shopper has talked with the shop before, on this device. */
  get known(): boolean {
    return this.#credentials.token !== null || this.#outbox.entries.length > 0;
  }

  view(): View {
    this.#view ??= this.#thread.view();
    return this.#view;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  start(): void {
    if (!this.#thread.standing.begin()) return;
    this.#connection.start();
    this.#changed();
  }

  stop(): void {
    this.#connection.stop();
    this.#thread.stop();
  }

  wake(): void {
    this.#connection.wake();
  }

  offline(): void {
    this.#connection.interrupt();
    this.#thread.standing.offline();
    this.#changed();
  }

  say(body: SendBody): void {
    this.#thread.added(this.#outbox.add(body).cmid);
    this.start();
    this.pageChanged();
    this.#thread.courier.push();
    this.#changed();
  }

  retry(cmid: string): void {
    this.#outbox.retry(cmid);
    this.#thread.courier.push();
    this.#changed();
  }

  discard(cmid: string): void {
    this.#outbox.remove(cmid);
    this.#thread.courier.changed();
    this.#changed();
  }

  ask(what: Wish): void {
    this.start();
    this.#thread.ask(what);
    this.#changed();
  }

  typing(on: boolean): void {
    this.#connection.send({ type: "typing", on });
  }

  /** The shopper has the messages before their eyes. */
  seen(): void {
    if (this.view().unread > 0 && this.#thread.seen()) this.#changed();
  }

  earlier(): void {
    this.#thread.earlier();
  }

  pageChanged(): void {
    const page = this.#parts.page();
    const text = JSON.stringify(page);
    if (text === this.#sentPage || !this.#thread.id) return;
    if (this.#connection.send({ type: "page", page })) this.#sentPage = text;
  }

  localeChanged(): void {
    if (!this.#thread.id) return;
    this.#connection.send({ type: "locale", locale: this.#parts.locale() });
  }

  /** `another` is true when this is another person than before: what was written is not theirs. */
  identify(identity: string, another: boolean): void {
    this.#credentials.identity = identity;
    if (another) this.#thread.forget();
    this.#connection.send({ type: "identify", identity });
    this.#changed();
  }

  /** The server answers with a new token and conversation; without a socket the next hello asks. */
  logout(): void {
    this.#connection.send({ type: "logout" });
    this.#credentials.identity = null;
    this.#credentials.token = null;
    this.#thread.forget();
    this.#changed();
  }

  /** Another tab has changed what the two share; `key` is null when it has emptied the store. */
  storageChanged(key: string | null): void {
    if (key === null || key.startsWith(this.#outbox.prefix)) {
      this.#outbox.reload();
      this.#thread.courier.changed();
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
      ...this.#thread.place,
      locale: this.#parts.locale(),
      page,
    });
  }

  lost(attempt: number): void {
    this.#thread.lost(attempt);
  }

  frame(frame: ServerFrame): void {
    if (frame.type === "welcome") this.#welcomed(frame);
    else if (frame.type === "error") this.#refused(frame.code);
    else this.#thread.take(frame);
    this.#changed();
  }

  #welcomed(frame: WelcomeFrame): void {
    this.#credentials.token = frame.token;
    this.#connection.settled();
    this.#thread.welcomed(frame);
  }

  #refused(code: string): void {
    if (code === "unauthenticated" && this.#credentials.token !== null) {
      this.#credentials.token = null;
      this.#thread.forget();
      this.#connection.restart();
    } else if (code === "origin_refused") {
      this.stop();
      this.#thread.standing.refused();
    } else if (code !== "rate_limited") {
      this.#thread.settle();
    }
  }

  #tokenChanged(): void {
    if (this.#credentials.token === null) this.#thread.forget();
    else if (this.#thread.begun) return;
    if (this.#thread.standing.begun) this.#connection.restart();
  }

  #changed(): void {
    this.#view = null;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
