import type { EventFrame, Page } from "@shopbell/conversations/contract";
import type { Agent, Heads, InboxRow } from "../api/types.ts";

/** What `/ws/console` sends. */
export type ServerFrame =
  | { readonly type: "hello"; readonly agent: Agent }
  | (EventFrame & { readonly conversation: string })
  | { readonly type: "inbox"; readonly rows?: readonly InboxRow[] }
  | { readonly type: "typing"; readonly conversation: string; readonly on: boolean }
  | { readonly type: "presence"; readonly agents: readonly PresentAgent[] }
  | { readonly type: "seen"; readonly conversation: string; readonly seq: number }
  | { readonly type: "page"; readonly conversation: string; readonly page: Page }
  | { readonly type: "mentions" }
  | { readonly type: "pong" }
  | { readonly type: "error"; readonly code: string };

export interface PresentAgent {
  readonly id: string;
  readonly name: string;
  readonly state: AvailabilityState;
}

export type AvailabilityState = "online" | "away" | "off";

/** What the console sends. */
export type ClientFrame =
  | ({ readonly type: "watch"; readonly conversation: string } & Heads)
  | { readonly type: "unwatch"; readonly conversation: string }
  | { readonly type: "typing"; readonly conversation: string; readonly on: boolean }
  | { readonly type: "active" }
  | { readonly type: "ping" };

const KNOWN = new Set([
  "hello",
  "event",
  "inbox",
  "typing",
  "presence",
  "pong",
  "error",
  "seen",
  "page",
  "mentions",
]);

/** A frame of a known type, or null: what a newer server adds is passed over. */
export function readFrame(raw: unknown): ServerFrame | null {
  if (typeof raw !== "string") return null;
  try {
    const data: unknown = JSON.parse(raw);
    if (typeof data !== "object" || data === null) return null;
    const frame = data as { type?: unknown; conversation?: unknown };
    if (typeof frame.type !== "string" || !KNOWN.has(frame.type)) return null;
    if (frame.type === "event" && typeof frame.conversation !== "string") return null;
    return data as ServerFrame;
  } catch {
    return null;
  }
}
