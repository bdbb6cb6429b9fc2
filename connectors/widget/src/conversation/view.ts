import type {
  Author,
  EventFrame,
  MessageBody,
  Role,
  State,
  StateBody,
} from "@shopbell/conversations/contract";
import { messageBody, stateBody } from "@shopbell/conversations/events";
import type { OutboxEntry } from "../storage/outbox.ts";

export type Delivery = "waiting" | "sent" | "seen" | "refused";

export interface MessageItem {
  readonly kind: "message";
  readonly key: string;
  readonly seq: number | null;
  /** ISO 8601, or null while only this device knows of it. */
  readonly at: string | null;
  readonly author: Author;
  readonly body: MessageBody;
  readonly cmid: string | null;
  /** Whether its author has said it otherwise since. */
  readonly edited: boolean;
  readonly waiting: boolean;
  readonly refused: string | null;
  /** Of a file that has not reached the server: where its bytes lie on this device. */
  readonly shelf: string | null;
}

export interface NoticeItem {
  readonly kind: "notice";
  readonly key: string;
  readonly seq: number | null;
  readonly at: string;
  readonly event: EventFrame["event"];
  readonly state: StateBody;
}

export type Item = MessageItem | NoticeItem;
export type Phase = "idle" | "connecting" | "online" | "offline" | "refused";

/** Everything that the widget shows of a conversation, at one moment. */
export interface View {
  readonly phase: Phase;
  readonly state: State;
  /** The person who has the conversation, or null. */
  readonly agent: string | null;
  readonly agentsOnline: boolean | null;
  /** When the shop's people are back, by its opening hours, where that is known. */
  readonly opensAt: string | null;
  readonly queue: { readonly position: number; readonly wait: readonly number[] } | null;
  readonly items: readonly Item[];
  readonly typing: Role | null;
  readonly unread: number;
  /** Last message that is not the shopper's own. */
  readonly last: MessageItem | null;
  /** Last row that an agent has seen. */
  readonly agentSeen: number;
  /** Whether the history is here: before that, an empty list says nothing. */
  readonly loaded: boolean;
  /** Whether there are rows before the first that is here. */
  readonly earlier: boolean;
  /** A change of state that was asked for and has not come yet. */
  readonly asking: boolean;
}

const SHOPPER: Author = { role: "shopper", name: "" };

/** Rows become items once: an item that stands for the same row is the same object again. */
export class ItemCache {
  readonly #items = new Map<number, { readonly item: Item | null; readonly words?: string }>();

  /** `words` are what its author says now in place of the row's own. */
  of(row: EventFrame, cmid: string | null, words?: string): Item | null {
    const seq = row.seq ?? 0;
    const known = this.#items.get(seq);
    if (known && known.words === words) return known.item;
    const item = withWords(itemOf(row, cmid), words);
    this.#items.set(seq, { item, ...(words === undefined ? {} : { words }) });
    return item;
  }

  clear(): void {
    this.#items.clear();
  }
}

function withWords(item: Item | null, words?: string): Item | null {
  if (words === undefined || item?.kind !== "message" || item.body.kind !== "text") return item;
  return { ...item, body: { ...item.body, text: words }, edited: true };
}

function itemOf(row: EventFrame, cmid: string | null): Item | null {
  const key = cmid ?? `s${row.seq}`;
  const body = messageBody(row);
  if (body) {
    const { seq, at, author } = row;
    const own = author.role === "shopper" ? cmid : null;
    return {
      kind: "message",
      key,
      seq,
      at,
      author,
      body,
      cmid: own,
      edited: false,
      waiting: false,
      refused: null,
      shelf: null,
    };
  }
  const state = stateBody(row);
  const { seq, at, event } = row;
  return state ? { kind: "notice", key, seq, at, event, state } : null;
}

export function pendingItem(entry: OutboxEntry, seq: number | null): MessageItem {
  return {
    kind: "message",
    key: entry.cmid,
    seq,
    at: null,
    author: SHOPPER,
    body: shown(entry),
    cmid: entry.cmid,
    edited: false,
    waiting: seq === null && entry.refused === null,
    refused: entry.refused,
    shelf: entry.file?.key ?? null,
  };
}

function shown({ body, file }: OutboxEntry): MessageBody {
  if (body.kind === "text") return { kind: "text", text: body.text, sources: [] };
  if (body.kind === "choice") return { ...body, title: body.title ?? "" };
  if (body.kind === "rating") return { ...body, comment: body.comment ?? "" };
  const { name, type, bytes } = file ?? { name: "", type: "", bytes: 0 };
  const { upload_id: id, caption = "" } = body;
  return {
    kind: "file",
    file: { id, name, type, bytes, url: "", width: null, height: null },
    caption,
  };
}

/** Whether a row of the log is what this entry became, as far as can be told before its ack. */
export function looksLike(row: EventFrame, entry: OutboxEntry): boolean {
  if (row.author.role !== "shopper") return false;
  const body = messageBody(row);
  if (!body || body.kind !== entry.body.kind) return false;
  if (body.kind === "text" && entry.body.kind === "text") return body.text === entry.body.text;
  if (body.kind === "choice" && entry.body.kind === "choice") {
    return body.choice_id === entry.body.choice_id;
  }
  if (body.kind === "file" && entry.body.kind === "file") {
    return body.file.id === entry.body.upload_id;
  }
  return body.kind === "rating";
}
