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
  /** The id of the method that pays it now. */
  readonly paid_with: string | null;
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

export type { EventFrame, Money, OrderCard, State, Tier };
