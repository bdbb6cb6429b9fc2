import type { Conversation } from "../api/types.ts";
import { Button } from "../ui/Button.tsx";

interface Props {
  readonly conversation: Conversation;
  readonly busy: boolean;
  readonly onClaim: () => void;
}

/** Why there is no field to reply in, and what to do about it. */
export function CannotReply({ conversation, busy, onClaim }: Props) {
  const words = wordsFor(conversation);
  return (
    <div className="composer__closed">
      <p>{words.text}</p>
      {words.deed && (
        <Button tone="primary" icon="person" busy={busy} onClick={onClaim}>
          {words.deed}
        </Button>
      )}
    </div>
  );
}

function wordsFor(conversation: Conversation): { text: string; deed: string | null } {
  switch (conversation.state) {
    case "queued":
      return { text: "The shopper is waiting for a person.", deed: "Claim to reply" };
    case "bot":
      return { text: "The bot is answering. You may step in at any moment.", deed: "Take over" };
    case "human":
      return {
        text: `${conversation.assignee?.name ?? "Somebody else"} has this conversation. You can leave a private note.`,
        deed: null,
      };
    case "closed":
      return { text: "Closed. If the shopper writes again, it opens again.", deed: null };
  }
}
