import type {
  ClientFrame,
  SendBody,
  ServerFrame,
  WelcomeFrame,
  Wish,
} from "@shopbell/conversations/contract";
import { Connection } from "../connection/connection.ts";
import { Files } from "../files/files.ts";
import { MAX_CAPTION } from "../files/kinds.ts";
import { Credentials } from "../storage/credentials.ts";
import { Outbox } from "../storage/outbox.ts";
import { type Answers, type Asked, Inquiries } from "./inquiries.ts";
import { PageTold } from "./page_told.ts";
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
  readonly #inquiries: Inquiries;
  readonly #page: PageTold;
  readonly files: Files;
  readonly #watchers = new Set<() => void>();
  /** A past conversation that the shopper has chosen to see, until another is begun. */
  #chosen: string | null = null;
  #elsewhere = false;
  #view: View | null = null;

  constructor(parts: SessionParts) {
    const { store, site } = parts;
    this.#parts = parts;
    this.#credentials = new Credentials(store, site);
    this.#outbox = new Outbox(store, site, parts.newId, parts.now);
    this.#connection = new Connection(parts.open, this, parts.random);
    this.#page = new PageTold(parts.page);
    const send = (frame: ClientFrame) => this.#connection.send(frame);
    this.#inquiries = new Inquiries(send);
    this.files = new Files({
      ...parts.files,
      outbox: this.#outbox,
      newId: parts.newId,
      token: () => this.#credentials.token,
      changed: () => this.#changed(),
    });
    this.#thread = new Thread({
      store,
      site,
      outbox: this.#outbox,
      files: this.files,
      send,
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
    this.#goes(this.#outbox.add(body).cmid);
  }

  /** The files in their order, the last one with `caption`. */
  async sendFiles(files: readonly { readonly file: File }[], caption: string): Promise<void> {
    const short = caption.length <= MAX_CAPTION;
    for (const [index, { file }] of files.entries()) {
      const words = short && index === files.length - 1 ? caption : "";
      this.#goes((await this.files.wait(file, words)).cmid);
    }
    if (!short) this.say({ kind: "text", text: caption });
  }

  #goes(cmid: string): void {
    this.#thread.added(cmid);
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
    this.files.done(this.#outbox.entries.find((entry) => entry.cmid === cmid));
    this.#outbox.remove(cmid);
    this.#thread.courier.changed();
    this.#changed();
  }

  ask(what: Wish): void {
    if (what === "new") this.#chosen = null;
    this.start();
    this.#thread.ask(what);
    this.#changed();
  }

  /** The id of the conversation that is open here, once the server has said it. */
  get conversation(): string | null {
    return this.#thread.id;
  }

  /** Opens one of the shopper's past conversations, to read it or to go on with it. */
  open(conversation: string): void {
    this.#chosen = conversation;
    if (conversation === this.#thread.id) return;
    this.#thread.ask("open", conversation);
    this.#changed();
  }

  /** Asks for past conversations, a transcript, what is kept of the shopper, or to forget it. */
  inquire<K extends Asked>(what: K): Promise<Answers[K]> {
    this.start();
    return this.#inquiries.ask(what);
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
    if (!this.#thread.id) return;
    this.#page.changed((page) => this.#connection.send({ type: "page", page }));
  }

  localeChanged(): void {
    if (!this.#thread.id) return;
    this.#connection.send({ type: "locale", locale: this.#parts.locale() });
  }

  /** `another` is true when this is another person than before: what was written is not theirs. */
  identify(identity: string, another: boolean): void {
    this.#credentials.identity = identity;
    if (another) this.#leave();
    this.#connection.send({ type: "identify", identity });
    this.#changed();
  }

  /** The server answers with a new token and conversation; without a socket the next hello asks. */
  logout(): void {
    this.#connection.send({ type: "logout" });
    this.#credentials.identity = null;
    this.#credentials.token = null;
    this.#leave();
    this.#changed();
  }

  /** Another tab has changed what the two share; `key` is null when it has emptied the store. */
  storageChanged(key: string | null): void {
    if (key === null || key.startsWith(this.#outbox.prefix)) {
      this.#outbox.reload();
      this.#thread.courier.changed();
    }
    if (key === this.#credentials.erasedKey) {
      this.#leave();
      if (this.#thread.standing.begun) this.#connection.restart();
    } else if (key === null || key === this.#credentials.key) this.#tokenChanged();
    this.#changed();
  }

  opened(): void {
    this.#connection.send({
      type: "hello",
      token: this.#credentials.token,
      identity: this.#credentials.identity,
      ...this.#thread.place,
      locale: this.#parts.locale(),
      page: this.#page.tell(),
    });
  }

  lost(attempt: number): void {
    this.#thread.lost(attempt);
  }

  frame(frame: ServerFrame): void {
    if (frame.type === "welcome") this.#welcomed(frame);
    else if (frame.type === "error") this.#refused(frame.code);
    else if (frame.type === "document" || frame.type === "conversations") this.#answered(frame);
    else if (!this.#elsewhere) this.#thread.take(frame);
    this.#changed();
  }

  #welcomed(frame: WelcomeFrame): void {
    this.#credentials.token = frame.token;
    this.#connection.settled();
    // A new socket begins with the newest conversation: what waits here is meant for another.
    this.#elsewhere = this.#chosen !== null && this.#chosen !== frame.conversation;
    if (this.#elsewhere) {
      const conversation = this.#chosen;
      this.#connection.send({ type: "request", what: "open", conversation });
      return;
    }
    this.#thread.welcomed(frame);
    this.#inquiries.welcomed();
  }

  #answered(frame: ServerFrame): void {
    if (frame.type === "document" && frame.what === "erase" && !frame.more) {
      this.#credentials.token = null;
      this.#credentials.forget();
      this.#leave();
    }
    this.#inquiries.take(frame);
  }

  /** Nothing of whoever was here stays. */
  #leave(): void {
    this.#chosen = null;
    this.#elsewhere = false;
    this.#thread.forget();
  }

  #refused(code: string): void {
    this.#inquiries.refused();
    if (this.#elsewhere) {
      // It is gone: what waits here goes to the newest conversation instead.
      this.#chosen = null;
      this.#elsewhere = false;
      this.#connection.restart();
      return;
    }
    if (code === "unauthenticated" && this.#credentials.token !== null) {
      this.#credentials.token = null;
      this.#leave();
      this.#connection.restart();
    } else if (code === "origin_refused") {
      this.stop();
      this.#thread.standing.refused();
    } else if (code !== "rate_limited") {
      this.#thread.settle();
    }
  }

  #tokenChanged(): void {
    if (this.#credentials.token === null) this.#leave();
    else if (this.#thread.begun) return;
    if (this.#thread.standing.begun) this.#connection.restart();
  }

  #changed(): void {
    this.#view = null;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
