import { type ClientFrame, type ServerFrame, SUBPROTOCOL } from "@shopbell/conversations/contract";
import { backoff } from "./backoff.ts";

const PING_MS = 25_000;
const SILENCE_MS = 10_000;
const OPENING_MS = 12_000;

/** The part of `WebSocket` that is used here, so that a test can hand in a server of its own. */
export interface Socket {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface ConnectionEvents {
  /** The socket is open: say hello now. */
  opened(): void;
  frame(frame: ServerFrame): void;
  /** The socket is gone; another attempt follows by itself. `attempt` counts those that failed. */
  lost(attempt: number): void;
}

/** One socket at a time, opened again for as long as `start` holds. */
export class Connection {
  readonly #open: (protocol: string) => Socket;
  readonly #events: ConnectionEvents;
  readonly #random: () => number;
  #socket: Socket | null = null;
  #ready = false;
  #wanted = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pinger: ReturnType<typeof setTimeout> | undefined;

  constructor(
    open: (protocol: string) => Socket,
    events: ConnectionEvents,
    random: () => number = Math.random,
  ) {
    this.#open = open;
    this.#events = events;
    this.#random = random;
  }

  get ready(): boolean {
    return this.#ready;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#connect();
  }

  stop(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** Opens a new socket at once, whatever stands: after a change of person. */
  restart(): void {
    this.stop();
    this.#attempt = 0;
    this.start();
  }

  /** The server has welcomed us: the next loss begins with a short wait again. */
  settled(): void {
    this.#attempt = 0;
  }

  /** The network or the page is back: try now, or find out now whether the socket still lives. */
  wake(): void {
    if (!this.#wanted) return;
    if (this.#ready) this.#ping();
    else if (!this.#socket) this.#connect();
  }

  /** The network is gone: do not wait for the socket to notice. */
  interrupt(): void {
    if (this.#socket) this.#failed(this.#socket);
  }

  /** False when there is no open socket; nothing is kept for later. */
  send(frame: ClientFrame): boolean {
    if (!this.#ready || !this.#socket) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect(): void {
    clearTimeout(this.#timer);
    let socket: Socket;
    try {
      socket = this.#open(SUBPROTOCOL);
    } catch {
      this.#retry();
      return;
    }
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#failed(socket), OPENING_MS);
    socket.onopen = () => {
      if (socket !== this.#socket) return;
      clearTimeout(this.#timer);
      this.#ready = true;
      this.#listen();
      this.#events.opened();
    };
    socket.onmessage = (event) => {
      if (socket !== this.#socket) return;
      this.#listen();
      const frame = parseFrame(event.data);
      if (frame) this.#events.frame(frame);
    };
    socket.onclose = () => this.#failed(socket);
  }

  #failed(socket: Socket): void {
    if (socket !== this.#socket) return;
    this.#drop();
    this.#retry();
  }

  #retry(): void {
    if (!this.#wanted) return;
    const wait = backoff(this.#attempt, this.#random);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#connect(), wait);
    this.#events.lost(this.#attempt);
  }

  #drop(): void {
    clearTimeout(this.#pinger);
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    this.#ready = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #listen(): void {
    clearTimeout(this.#pinger);
    this.#pinger = setTimeout(() => this.#ping(), PING_MS);
  }

  #ping(): void {
    const socket = this.#socket;
    if (!socket || !this.send({ type: "ping" })) return;
    clearTimeout(this.#pinger);
    this.#pinger = setTimeout(() => this.#failed(socket), SILENCE_MS);
  }
}

/** A frame with a type, or null: what a newer server says beyond the contract is not for us. */
export function parseFrame(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame = JSON.parse(data) as { readonly type?: unknown } | null;
    return typeof frame?.type === "string" ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
