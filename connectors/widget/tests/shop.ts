import type {
  ClientFrame,
  Code,
  EventFrame,
  MessageBody,
  SendBody,
  ServerFrame,
} from "@shopbell/conversations/contract";
import type { Socket } from "../src/connection/connection.ts";
import { Session } from "../src/conversation/session.ts";
import { type KeyStore, MemoryStore } from "../src/storage/store.ts";
import { Depot } from "./depot.ts";

const AT = "2026-01-31T12:00:00.000Z";
const PAGE = 200;

/** The server's end of one socket; frames travel a tick later, like everything on a network. */
export class Wire implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly sent: ClientFrame[] = [];
  open = true;
  lastSeq = 0;
  welcomed = false;
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
    setTimeout(() => {
      if (!this.open) return;
      if (shop.down) this.cut();
      else this.onopen?.(new Event("open"));
    }, 1);
  }

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    this.sent.push(frame);
    setTimeout(() => {
      if (this.open) this.#shop.receive(this, frame);
    }, 1);
  }

  give(frame: ServerFrame): void {
    setTimeout(() => {
      if (this.open) this.onmessage?.(new MessageEvent("message", { data: JSON.stringify(frame) }));
    }, 1);
  }

  close(): void {
    this.open = false;
  }

  cut(): void {
    this.open = false;
    this.onclose?.(new CloseEvent("close"));
  }
}

/** A server that keeps the delivery promise: dense rows, each `cmid` once, resume from `last_seq`. */
export class Shop {
  rows: EventFrame[] = [];
  epoch = "e1";
  conversation = "cv_1";
  token = "tok_1";
  down = false;
  /** Set to keep rows or acks from the widget, as a lost hint or a dying socket would. */
  keepRows = false;
  keepAcks = false;
  snapshots = false;
  refuse: ((body: SendBody) => { code: Code; retryMs: number | null } | null) | null = null;
  readonly depot = new Depot();
  readonly wires: Wire[] = [];
  readonly #taken = new Map<string, number>();

  get wire(): Wire {
    const wire = this.wires.at(-1);
    if (!wire) throw new Error("nobody has connected");
    return wire;
  }

  frames<K extends ClientFrame["type"]>(type: K): Extract<ClientFrame, { type: K }>[] {
    return this.wires
      .flatMap((wire) => wire.sent)
      .filter((frame): frame is Extract<ClientFrame, { type: K }> => frame.type === type);
  }

  connect = (): Socket => {
    const wire = new Wire(this);
    this.wires.push(wire);
    return wire;
  };

  texts(): string[] {
    return this.rows.map((row) => String((row.body as { text?: unknown }).text ?? row.event));
  }

  post(body: MessageBody, role: "bot" | "agent" | "shopper" = "bot"): EventFrame {
    return this.append("message.posted", { role, name: role === "agent" ? "Ana" : "" }, body);
  }

  say(text: string, role: "bot" | "agent" | "shopper" = "bot"): EventFrame {
    return this.post({ kind: "text", text, sources: [] }, role);
  }

  append(event: EventFrame["event"], author: EventFrame["author"], body: object): EventFrame {
    const seq = this.rows.length + 1;
    const row: EventFrame = {
      type: "event",
      seq,
      at: AT,
      event,
      author,
      body: body as EventFrame["body"],
      id: `m_${seq}`,
      aseq: null,
      conversation: null,
    };
    this.rows.push(row);
    for (const wire of this.wires) this.#deliver(wire);
    return row;
  }

  tell(frame: ServerFrame): void {
    for (const wire of this.wires) if (wire.welcomed) wire.give(frame);
  }

  cut(): void {
    for (const wire of this.wires) if (wire.open) wire.cut();
  }

  begin(conversation: string): void {
    this.conversation = conversation;
    this.rows = [];
    this.#taken.clear();
  }

  receive(wire: Wire, frame: ClientFrame): void {
    if (frame.type === "hello") this.#welcome(wire, frame.epoch ?? null, frame.last_seq ?? 0);
    else if (frame.type === "send") this.#take(wire, frame.cmid, frame.body);
    else if (frame.type === "ping") wire.give({ type: "pong" });
    else if (frame.type === "backfill") {
      const { after, limit = PAGE } = frame;
      const events = this.rows.slice(after, after + limit);
      wire.give({ type: "backfill", after, events, more: after + limit < this.rows.length });
    } else if (frame.type === "logout") {
      this.begin("cv_2");
      this.token = "tok_2";
      this.#welcome(wire, null, 0);
    }
  }

  #welcome(wire: Wire, epoch: string | null, lastSeq: number): void {
    wire.welcomed = true;
    const head = this.rows.length;
    wire.give({
      type: "welcome",
      token: this.token,
      conversation: this.conversation,
      epoch: this.epoch,
      head,
      state: "bot",
      shopper: { name: null, verified: false },
    });
    wire.lastSeq = lastSeq;
    if (this.snapshots || (epoch !== null && epoch !== this.epoch) || lastSeq > head) {
      wire.give({ type: "snapshot", epoch: this.epoch, head, events: this.rows.slice(-PAGE) });
      wire.lastSeq = head;
    }
    this.#deliver(wire);
  }

  #deliver(wire: Wire): void {
    if (this.keepRows || !wire.open || !wire.welcomed) return;
    for (const row of this.rows.slice(wire.lastSeq)) wire.give(row);
    wire.lastSeq = this.rows.length;
  }

  #take(wire: Wire, cmid: string, body: SendBody): void {
    const refusal = this.refuse?.(body);
    if (refusal) {
      const { code, retryMs } = refusal;
      wire.give({
        type: "nack",
        cmid,
        code,
        message: "",
        final: retryMs === null,
        retry_ms: retryMs,
      });
      return;
    }
    const known = this.#taken.get(cmid);
    const text = body.kind === "text" ? body.text : body.kind;
    const seq = known ?? this.say(text, "shopper").seq ?? 0;
    this.#taken.set(cmid, seq);
    if (this.keepAcks) return;
    wire.give({ type: "ack", cmid, seq, id: `m_${seq}`, at: AT, dup: known !== undefined });
  }
}

let ids = 0;

/** A widget's session against `shop`; hand the same store in again for a reload or a second tab. */
export function sessionAt(shop: Shop, store: KeyStore = new MemoryStore()): Session {
  return new Session({
    site: "demo",
    store,
    files: shop.depot.parts,
    open: shop.connect,
    newId: () => {
      ids += 1;
      return `cmid-${ids}`;
    },
    now: Date.now,
    random: () => 0.5,
    page: () => ({ url: "https://shop.example/", title: "" }),
    locale: () => "en",
  });
}

/** The words that the widget shows, in order, each with how it stands. */
export function shown(session: Session): string[] {
  return session.view().items.map((item) => {
    if (item.kind === "notice") return item.event;
    const words = "text" in item.body ? item.body.text : item.body.kind;
    if (item.refused) return `${words} (refused)`;
    return item.waiting ? `${words} (waiting)` : words;
  });
}
