import type { ConversationDetail } from "../api/types.ts";
import { briefTime } from "../format/time.ts";
import { Badge } from "../ui/Badge.tsx";
import { PastConversations } from "./PastConversations.tsx";
import { useProfile } from "./profile.ts";
import { segmentName, words } from "./words.ts";

interface Props {
  readonly detail: ConversationDetail;
  readonly mayMerge: boolean;
}

/** What is known of this shopper over all of their conversations. */
export function ProfileSection({ detail, mayMerge }: Props) {
  const { conversation, brief } = detail;
  const profile = useProfile(conversation.id, brief.verified !== null).data;
  if (!profile) return null;
  return (
    <>
      <ul className="details__segments" aria-label={words.segments}>
        {profile.segments.map((segment) => (
          <li key={segment}>
            <Badge tone={segment === "high_value" ? "accent" : "plain"}>
              {segmentName(segment)}
            </Badge>
          </li>
        ))}
        {conversation.tags.map((tag) => (
          <li key={`#${tag}`}>
            <Badge tone="info">{tag}</Badge>
          </li>
        ))}
      </ul>
      <details className="details__past" open={profile.past.length > 0}>
        <summary className="details__heading">
          {words.past}
          <span className="details__since">
            {words.since} {briefTime(profile.first_seen_at)}
          </span>
        </summary>
        <PastConversations conversation={conversation} profile={profile} mayMerge={mayMerge} />
      </details>
    </>
  );
}
