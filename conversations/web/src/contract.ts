// Written by conversations/web/generate.py from conversations/contract.py: change that, not this.
export const SUBPROTOCOL = "shopbell.v1";
export const MAX_FRAME_BYTES = 65536;
export const MAX_TEXT_CHARS = 4000;
export const HELLO_SECONDS = 5;
export const RESUME_GAP = 1000;

/** Every error code that a client, a shop's script or the bot may meet. */
export type Code =
  | "bad_frame"
  | "frame_too_large"
  | "unknown_type"
  | "unknown_field"
  | "bad_field"
  | "hello_expected"
  | "hello_timeout"
  | "origin_refused"
  | "not_found"
  | "rate_limited"
  | "cmid_reused"
  | "choice_refused"
  | "upload_refused"
  | "file_too_large"
  | "file_refused"
  | "unsupported"
  | "unavailable"
  | "stale_version"
  | "state_refused"
  | "unauthenticated"
  | "forbidden"
  | "invalid"
  | "slow_reader";

export type Role = "shopper" | "bot" | "agent" | "system";

export type State = "bot" | "queued" | "human" | "closed";

export type Tier = "official" | "product" | "community";

/** Names of log rows: first the public ones (with a `seq`), then the agents' (`aseq`). */
export type EventName =
  | "message.posted"
  | "message.edited"
  | "conversation.escalated"
  | "conversation.claimed"
  | "conversation.released"
  | "conversation.closed"
  | "conversation.reopened"
  | "conversation.rated"
  | "conversation.assigned"
  | "conversation.transferred"
  | "turn.understood"
  | "turn.failed"
  | "reply.suppressed"
  | "note.added"
  | "conversation.routed"
  | "conversation.snoozed"
  | "conversation.tagged"
  | "conversation.merged";

export type Wish =
  | "human"
  | "bot"
  | "close"
  | "new"
  | "list"
  | "open"
  | "erase"
  | "export"
  | "transcript";

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export interface Source {
  readonly tier: Tier;
  readonly title: string;
  readonly url: string | null;
  readonly author: string | null;
  readonly date: string | null;
}

export interface SourceInput {
  readonly tier: Tier;
  readonly title: string;
  readonly url?: string | null;
  readonly author?: string | null;
  readonly date?: string | null;
}

export interface Choice {
  readonly id: string;
  readonly title: string;
}

export interface TextBody {
  readonly kind: "text";
  readonly text: string;
  readonly sources: readonly Source[];
}

export interface TextBodyInput {
  readonly kind: "text";
  readonly text: string;
  readonly sources?: readonly SourceInput[];
}

export interface ChoicesBody {
  readonly kind: "choices";
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly sources: readonly Source[];
}

/** A shopper's press of a button, stored with the title that the button showed. */
export interface ChosenBody {
  readonly kind: "choice";
  readonly choice_id: string;
  readonly title: string;
}

/** A shopper's press of a button, stored with the title that the button showed. */
export interface ChosenBodyInput {
  readonly kind: "choice";
  readonly choice_id: string;
  readonly title?: string;
}

export interface Card {
  readonly title: string;
  readonly subtitle: string;
  readonly image_url: string | null;
  readonly url: string | null;
  readonly price: Money | null;
  readonly choices: readonly Choice[];
}

export interface CardsBody {
  readonly kind: "cards";
  readonly cards: readonly Card[];
}

export interface OrderLine {
  readonly title: string;
  readonly quantity: number;
  readonly price: Money;
  readonly options: Readonly<Record<string, string>>;
  readonly image_url: string | null;
}

export interface Tracking {
  readonly number: string;
  readonly carrier: string | null;
  readonly url: string | null;
}

export interface TimelineStep {
  readonly status: string;
  readonly at: string | null;
}

export interface OrderCard {
  readonly number: string;
  readonly status: string;
  readonly items: readonly OrderLine[];
  readonly total: Money;
  readonly tracking: readonly Tracking[];
  readonly timeline: readonly TimelineStep[];
}

export interface OrderBody {
  readonly kind: "order";
  readonly order: OrderCard;
}

export interface ReceiptLine {
  readonly text: string;
  readonly amount: Money | null;
}

export interface Receipt {
  readonly id: string;
  readonly action: string;
  readonly order: string;
  readonly lines: readonly ReceiptLine[];
  readonly undo_until: string | null;
  readonly undo: Choice | null;
}

export interface ReceiptBody {
  readonly kind: "receipt";
  readonly receipt: Receipt;
}

/** `url` opens only for whom the conversation is; a picture has its size in pixels. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface FileBody {
  readonly kind: "file";
  readonly file: FileRef;
  readonly caption: string;
}

export interface RatingRequestBody {
  readonly kind: "rating_request";
  readonly scale: number;
}

export interface RatingBody {
  readonly kind: "rating";
  readonly score: number;
  readonly comment: string;
}

export interface RatingBodyInput {
  readonly kind: "rating";
  readonly score: number;
  readonly comment?: string;
}

export interface Quote {
  readonly text: string;
  readonly author: string;
  readonly date: string;
  readonly verified_purchase: boolean;
  readonly sponsored: boolean;
}

export interface Buyers {
  readonly for: number;
  readonly against: number;
  readonly quotes: readonly Quote[];
}

export interface SplitBody {
  readonly kind: "split";
  readonly official: TextBody;
  readonly buyers: Buyers;
}

export interface CorrectionBody {
  readonly kind: "correction";
  readonly of_seq: number;
  readonly text: string;
  readonly sources: readonly Source[];
}

/** Body of every `conversation.*` event: the state reached, why, and which person did it. */
export interface StateBody {
  readonly state: State;
  readonly reason: string;
  readonly agent: string | null;
}

/** Body of `message.edited`: its author's own words for the message at `of_seq`, from now on. The log keeps the words before. */
export interface EditedBody {
  readonly of_seq: number;
  readonly text: string;
}

export interface SendFile {
  readonly kind: "file";
  readonly upload_id: string;
  readonly caption?: string;
}

export interface Page {
  readonly url?: string;
  readonly title?: string;
  readonly product_id?: string | null;
  readonly note_id?: string | null;
  readonly order?: string | null;
}

export interface HelloFrame {
  readonly type: "hello";
  readonly token?: string | null;
  readonly identity?: string | null;
  readonly epoch?: string | null;
  readonly last_seq?: number;
  readonly locale?: string;
  readonly page?: Page;
}

export interface SendFrame {
  readonly type: "send";
  readonly cmid: string;
  readonly body: SendBody;
}

export interface ClientTypingFrame {
  readonly type: "typing";
  readonly on: boolean;
}

export interface ClientSeenFrame {
  readonly type: "seen";
  readonly seq: number;
}

export interface ClientBackfillFrame {
  readonly type: "backfill";
  readonly after: number;
  readonly limit?: number;
}

export interface PingFrame {
  readonly type: "ping";
}

export interface RequestFrame {
  readonly type: "request";
  readonly what: Wish;
  readonly conversation?: string | null;
}

export interface PageChangeFrame {
  readonly type: "page";
  readonly page: Page;
}

export interface LocaleChangeFrame {
  readonly type: "locale";
  readonly locale: string;
}

export interface IdentifyFrame {
  readonly type: "identify";
  readonly identity: string;
}

export interface LogoutFrame {
  readonly type: "logout";
}

export interface Author {
  readonly role: Role;
  readonly name: string;
}

export interface ShopperCard {
  readonly name: string | null;
  readonly verified: boolean;
}

export interface WelcomeFrame {
  readonly type: "welcome";
  readonly token: string;
  readonly conversation: string;
  readonly epoch: string;
  readonly head: number;
  readonly state: State;
  readonly shopper: ShopperCard;
}

export interface AckFrame {
  readonly type: "ack";
  readonly cmid: string;
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly dup: boolean;
}

export interface NackFrame {
  readonly type: "nack";
  readonly cmid: string;
  readonly code: Code;
  readonly message: string;
  readonly final: boolean;
  readonly retry_ms: number | null;
}

/** One row of the log. `aseq` and `conversation` are set on the console's socket only. */
export interface EventFrame {
  readonly type: "event";
  readonly seq: number | null;
  readonly at: string;
  readonly event: EventName;
  readonly author: Author;
  readonly body: Readonly<Record<string, unknown>>;
  readonly id: string;
  readonly aseq: number | null;
  readonly conversation: string | null;
}

export interface SnapshotFrame {
  readonly type: "snapshot";
  readonly epoch: string;
  readonly head: number;
  readonly events: readonly EventFrame[];
}

export interface BackfillFrame {
  readonly type: "backfill";
  readonly after: number;
  readonly events: readonly EventFrame[];
  readonly more: boolean;
}

export interface ConversationItem {
  readonly id: string;
  readonly state: State;
  readonly last: string;
  readonly at: string;
}

export interface ConversationsFrame {
  readonly type: "conversations";
  readonly items: readonly ConversationItem[];
}

export interface ServerTypingFrame {
  readonly type: "typing";
  readonly role: Role;
  readonly on: boolean;
}

export interface ServerSeenFrame {
  readonly type: "seen";
  readonly role: Role;
  readonly seq: number;
}

/** Whether somebody can answer now. `open` is by the shop's hours, `opens_at` their next beginning where one is planned. */
export interface PresenceFrame {
  readonly type: "presence";
  readonly agents_online: boolean;
  readonly open: boolean;
  readonly opens_at: string | null;
}

export interface QueueFrame {
  readonly type: "queue";
  readonly position: number;
  readonly wait_s: readonly number[];
}

/** A part of a text that was asked for (`transcript`, `export`) or that says what was done (`erase`). Parts come in order; the last has `more` false. */
export interface DocumentFrame {
  readonly type: "document";
  readonly what: Wish;
  readonly name: string;
  readonly media: string;
  readonly text: string;
  readonly more: boolean;
}

export interface PongFrame {
  readonly type: "pong";
}

export interface ErrorFrame {
  readonly type: "error";
  readonly code: Code;
  readonly message: string;
}

/** `entities` are `{"entity", "value"}` pairs; `confidence` is in 0..1. */
export interface Understood {
  readonly intent: string;
  readonly confidence: number;
  readonly entities: ReadonlyArray<Readonly<Record<string, string>>>;
}

export type MessageBody =
  | TextBody
  | ChoicesBody
  | ChosenBody
  | CardsBody
  | OrderBody
  | ReceiptBody
  | FileBody
  | RatingRequestBody
  | RatingBody
  | SplitBody
  | CorrectionBody;

export type SendBody = TextBodyInput | ChosenBodyInput | SendFile | RatingBodyInput;

export type ClientFrame =
  | HelloFrame
  | SendFrame
  | ClientTypingFrame
  | ClientSeenFrame
  | ClientBackfillFrame
  | PingFrame
  | RequestFrame
  | PageChangeFrame
  | LocaleChangeFrame
  | IdentifyFrame
  | LogoutFrame;

export type ServerFrame =
  | WelcomeFrame
  | AckFrame
  | NackFrame
  | EventFrame
  | SnapshotFrame
  | BackfillFrame
  | ConversationsFrame
  | ServerTypingFrame
  | ServerSeenFrame
  | PresenceFrame
  | QueueFrame
  | DocumentFrame
  | PongFrame
  | ErrorFrame;
