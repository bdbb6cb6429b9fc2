import type { Conversation } from "../api/types.ts";
import { Button } from "../ui/Button.tsx";
import { words } from "../writing/words.ts";

interface Props {
  readonly conversation: Conversation;
  readonly busy: boolean;
  readonly onClaim: () => void;
}

/** Why there is no field to reply in, and what to do about it. */
export function CannotReply({ conversation, busy, onClaim }: Props) {
  const said = wordsFor(conversation);
  return (
    <div className="composer__closed">
      <p>{said.text}</p>
      {said.deed && (
        <Button tone="primary" icon="person" busy={busy} onClick={onClaim}>
          {said.deed}
        </Button>
      )}
    </div>
  );
}

function wordsFor(conversation: Conversation): { text: string; deed: string | null } {
  switch (conversation.state) {
    case "queued":
      return { text: words.waiting, deed: words.claimToReply };
    case "bot":
      return { text: words.botAnswers, deed: words.takeOver };
    case "human":
      return { text: words.held(conversation.assignee?.name ?? words.somebody), deed: null };
    case "closed":
      return { text: words.closed, deed: null };
  }
}
