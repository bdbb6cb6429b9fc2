import { useState } from "react";
import type { Conversation } from "../api/types.ts";
import { briefTime } from "../format/time.ts";
import { inARow } from "../locales/words.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { type PastConversation, type Profile, useMerge } from "./profile.ts";
import { ReadDialog } from "./ReadDialog.tsx";
import { words } from "./words.ts";

interface Props {
  readonly conversation: Conversation;
  readonly profile: Profile;
  readonly mayMerge: boolean;
}

/** What this shopper wrote before, to be read, and to be merged where it is about the same. */
export function PastConversations({ conversation, profile, mayMerge }: Props) {
  const [reading, setReading] = useState<string | null>(null);
  const [merging, setMerging] = useState<PastConversation | null>(null);
  const merge = useMerge(conversation.id);
  if (profile.past.length === 0) return <p className="details__none">{words.none}</p>;
  return (
    <>
      <ul className="past" aria-label={words.past}>
        {profile.past.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="past__open"
              aria-label={words.open(one.last || words.noWords)}
              onClick={() => setReading(one.id)}
            >
              <span className="past__last">{one.last || words.noWords}</span>
              <span className="past__facts">
                {inARow(briefTime(one.updated_at), factOf(one, conversation.id))}
              </span>
            </button>
            {mayMerge && one.state !== "closed" && !one.merged_into && (
              <Button tone="quiet" onClick={() => setMerging(one)}>
                {words.merge}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {reading && <ReadDialog id={reading} onClose={() => setReading(null)} />}
      <ConfirmDialog
        open={merging !== null}
        title={words.mergeTitle}
        description={words.mergeText}
        confirm={words.merge}
        onCancel={() => setMerging(null)}
        onConfirm={() => {
          if (!merging) return;
          const { version } = conversation;
          merge.mutate(
            { version, other: merging.id, other_version: merging.version },
            { onSettled: () => setMerging(null) },
          );
        }}
      />
    </>
  );
}

function factOf(one: PastConversation, here: string): string {
  if (one.merged_into === here) return words.mergedHere;
  const state = words.states[one.state];
  return one.by_customer ? `${state}, ${words.otherBrowser}` : state;
}
