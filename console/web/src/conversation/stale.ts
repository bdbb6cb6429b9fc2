import type { Conversation } from "../api/types.ts";

/** Says what happened meanwhile, when an action came too late. */
export function staleNotice(current: Conversation | null, myId: string): string {
  if (!current) return "This conversation changed meanwhile. Look at it again, then decide.";
  switch (current.state) {
    case "human":
      if (current.assignee?.id === myId) return "You already have this conversation.";
      return `${current.assignee?.name ?? "Somebody else"} has taken this conversation meanwhile.`;
    case "bot":
      return "This conversation went back to the bot meanwhile.";
    case "queued":
      return "This conversation went back to the queue meanwhile.";
    case "closed":
      return "This conversation was closed meanwhile.";
  }
}
