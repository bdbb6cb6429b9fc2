import type { EventFrame, Money, OrderCard, State, Tier } from "@shopbell/conversations/contract";

/** Shapes of `/api/console/…`. Times are UTC in ISO 8601, durations in seconds. */
export type AgentRole = "agent" | "admin";

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: AgentRole;
}

export interface Session {
  readonly agent: Agent;
  readonly csrf: string;
}

export interface SignInLink {
  readonly kind: "first_admin" | "invite" | "reset";
  readonly email: string | null;
  readonly name: string | null;
}

export interface Person extends Agent {
  readonly state: "invited" | "active" | "disabled";
  readonly online: boolean;
  /** How many conversations they are given at a time. */
  readonly capacity: number;
  readonly created_at: string;
}

export type View = "queued" | "mine" | "team" | "all" | "closed";

export interface Assignee {
  readonly id: string;
  readonly name: string;
}

/** What everyone sees of a conversation in a list; the socket sends such rows as they change. */
export interface InboxRow {
  readonly id: string;
  readonly state: State;
  readonly version: number;
  readonly shopper: { readonly name: string | null; readonly verified: boolean };
  readonly last: { readonly text: string; readonly at: string; readonly role: string } | null;
  readonly reason: string | null;
  readonly mood: "angry" | "impatient" | null;
  /** The order that was last spoken of. */
  readonly order: string | null;
  readonly queued_at: string | null;
  readonly updated_at: string;
  readonly assignee: Assignee | null;
  readonly team: string | null;
  readonly locale: string;
  /** The shopper's latest message. */
  readonly said_seq: number;
  readonly written: boolean;
  /** Put off by its agent until then, or until the shopper writes. */
  readonly snoozed_until: string | null;
}

export interface InboxItem extends InboxRow {
  /** The shopper's messages that this agent has not seen. */
  readonly unread: number;
}

export type InboxCounts = Readonly<Record<"queued" | "mine" | "team" | "all", number>>;

export interface Inbox {
  readonly items: readonly InboxItem[];
  readonly counts: InboxCounts;
  /** Where the next page begins. */
  readonly next: string | null;
  /** A first answer is due after so many seconds. */
  readonly target_s: number;
}

export interface Conversation {
  readonly id: string;
  readonly state: State;
  readonly version: number;
  readonly locale: string;
  readonly page: { readonly url?: string; readonly title?: string } | null;
  readonly assignee: Assignee | null;
  readonly queued_at: string | null;
  readonly created_at: string;
  readonly site: string;
  readonly reason: string | null;
  readonly snoozed_until: string | null;
  readonly tags: readonly string[];
  readonly close_reason: string | null;
  readonly merged_into: string | null;
}

export interface Heads {
  readonly seq: number;
  readonly aseq: number;
}

export interface TriedStep {
  readonly step: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly at: string;
}

export interface VerifiedCustomer {
  readonly name: string;
  readonly email: string;
  readonly customer_id: string;
  readonly at: string;
}

/** What an agent should know first. `claims` were said by the shopper, `verified` was checked. */
export interface Brief {
  readonly wants: string;
  readonly intent: string | null;
  readonly reason: string | null;
  readonly topic: string;
  readonly verified: VerifiedCustomer | null;
  readonly claims: readonly string[];
  readonly tried: readonly TriedStep[];
  readonly language: string;
  readonly mood: "angry" | "impatient" | "friendly" | "calm";
  readonly promises: readonly {
    readonly kind: "case" | "answer_by_mail" | "refund" | "exchange";
    readonly detail: string;
    readonly at: string;
  }[];
}

export interface Refund {
  readonly amount: Money;
  readonly at: string | null;
  readonly method: string | null;
}

export interface Address {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postal_code: string;
  readonly country: string;
}

export type CustomerItem = OrderCard["items"][number] & {
  readonly variant_id: string;
  readonly product_id: string | null;
};

/** A return or an exchange whose goods may still be on their way back. */
export interface ItemRequest {
  readonly kind: string;
  readonly amount: Money;
  readonly requested_at: string;
  readonly settled_at: string | null;
}

export interface CustomerOrder extends Omit<OrderCard, "items"> {
  readonly items: readonly CustomerItem[];
  readonly placed_at: string | null;
  readonly refunds: readonly Refund[];
  readonly address: Address;
  readonly request: ItemRequest | null;
  /** What its state leaves open to be done. */
  readonly actions: readonly string[];
}

export interface ConversationDetail {
  readonly conversation: Conversation;
  readonly events: readonly EventFrame[];
  readonly heads: Heads;
  /** How far the shopper has read. */
  readonly shopper_seen_seq: number;
  /** Older rows were left out. */
  readonly truncated: boolean;
  readonly brief: Brief;
  readonly orders: readonly CustomerOrder[];
}

export interface Overview {
  readonly waiting: number;
  readonly with_people: number;
  readonly agents_online: number;
  readonly longest_wait_s: number | null;
  /** Promised to shoppers and not yet made. */
  readonly callbacks: number;
  readonly target_s: number;
}

export type ArticleState = "draft" | "published" | "archived";

export interface ArticleRow {
  /** The key, `<locale>:<article_id>`. */
  readonly id: string;
  readonly article_id: string;
  readonly title: string;
  readonly state: ArticleState;
  readonly locale: string;
  readonly tier: Tier;
  readonly version: number;
  readonly updated_at: string;
  readonly published_at: string | null;
  readonly has_draft: boolean;
  /** When the planned text goes live. */
  readonly publish_at: string | null;
  /** A day, `2026-12-31`. */
  readonly review_on: string | null;
  readonly owner: ArticleOwner | null;
  readonly tags: readonly string[];
  readonly usage: ArticleUsage;
}

export interface ArticleOwner {
  readonly id: string;
  readonly name: string;
}

/** Counts of the last 90 days; `last_on` is the day on which it was last said, whenever. */
export interface ArticleUsage {
  readonly served: number;
  readonly liked: number;
  readonly disliked: number;
  readonly last_on: string | null;
}

export interface ArticleList {
  readonly items: readonly ArticleRow[];
  readonly total: number;
}

/** `author` and `date` name the source, such as the buyer of a note. Outside of `valid_from` and
 * `valid_until` the text is not said. */
export interface ArticleText {
  readonly title: string;
  readonly body: string;
  readonly questions: readonly string[];
  readonly tier: Tier;
  readonly url: string | null;
  readonly product_id: string | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly verified_purchase: boolean;
  readonly sponsored: boolean;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

/** The newest text; `live` is what shoppers get now, null where they get nothing. */
export interface Article extends ArticleText {
  readonly id: string;
  readonly article_id: string;
  readonly locale: string;
  readonly state: ArticleState;
  readonly version: number;
  readonly live_version: number | null;
  readonly has_draft: boolean;
  readonly updated_at: string;
  readonly published_at: string | null;
  readonly editor: string;
  readonly live: ArticleText | null;
  readonly publish_at: string | null;
  readonly publish_version: number | null;
  readonly scheduled_by: string | null;
  readonly owner: ArticleOwner | null;
  readonly review_on: string | null;
  readonly tags: readonly string[];
  readonly usage: ArticleUsage;
}

/** One text as it was saved; `live` is the one that shoppers get now. */
export interface ArticleVersion {
  readonly number: number;
  readonly title: string;
  readonly editor: string;
  readonly saved_at: string;
  readonly imported: boolean;
  readonly live: boolean;
}

/** What was done besides saving; `detail` is the tag, the moment or the version that it gave. */
export interface ArticleDeed {
  readonly at: string;
  readonly by: string;
  readonly deed: string;
  readonly detail: string;
  readonly version: number | null;
}

export interface ArticleHistory {
  readonly versions: readonly ArticleVersion[];
  readonly deeds: readonly ArticleDeed[];
}

/** The newest text of an article in one language. */
export interface ArticleVariant extends ArticleText {
  readonly id: string;
  readonly locale: string;
  readonly state: ArticleState;
  readonly version: number;
  readonly updated_at: string;
}

export interface SuggestedQuestion {
  readonly id: string;
  readonly text: string;
  readonly times: number;
}

export interface Passage {
  readonly id: string;
  readonly article_id: string;
  readonly title: string;
  readonly text: string;
  readonly score: number;
  readonly tier: Tier;
  readonly url: string | null;
  readonly locale: string;
  readonly author: string | null;
  readonly date: string | null;
}

export type { EventFrame, Money, OrderCard, State, Tier };
