import type { Conversation } from "../api/types.ts";
import { words } from "./words-stale.ts";

/** Says what happened meanwhile, when an action came too late. */
export function staleNotice(current: Conversation | null, myId: string): string {
  if (!current) return words.changed;
  switch (current.state) {
    case "human":
      if (current.assignee?.id === myId) return words.yours;
      return words.taken(current.assignee?.name ?? null);
    case "bot":
      return words.toBot;
    case "queued":
      return words.toQueue;
    case "closed":
      return words.closed;
  }
}
