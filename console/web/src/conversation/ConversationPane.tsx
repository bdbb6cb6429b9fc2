import { useEffect, useRef, useState } from "react";
import { ApiError } from "../api/http.ts";
import type { ConversationDetail } from "../api/types.ts";
import { lastEditable } from "../edits/edits.ts";
import { useMentionsRead } from "../mentions/mentions.ts";
import { useAgent } from "../session/session.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Composer } from "./Composer.tsx";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { Details } from "./Details.tsx";
import { type Finish, FinishDialog } from "./FinishDialog.tsx";
import { HandoffBrief } from "./HandoffBrief.tsx";
import { Log } from "./Log.tsx";
import { rightsOn } from "./rights.ts";
import { hasAnswered, lastAsked, lastSpeaker } from "./turns.ts";
import { useActions } from "./useActions.ts";
import { useConversation } from "./useConversation.ts";
import { useConversationKeys } from "./useConversationKeys.ts";
import { useSeen } from "./useSeen.ts";
import { words } from "./words-stale.ts";

export function ConversationPane({ id, back }: { id: string; back: string }) {
  const query = useConversation(id);
  if (query.isPending) return <Skeleton rows={8} label={words.loading} />;
  if (query.isError && !query.data) {
    const gone = query.error instanceof ApiError && query.error.status === 404;
    return (
      <ErrorState
        title={gone ? words.gone : words.notLoaded}
        problem={query.error}
        {...(gone ? {} : { onRetry: () => void query.refetch() })}
      />
    );
  }
  return <Opened detail={query.data} back={back} />;
}

function Opened({ detail, back }: { detail: ConversationDetail; back: string }) {
  const { conversation, brief, events } = detail;
  const agent = useAgent();
  const actions = useActions(conversation.id, agent.id);
  const [finish, setFinish] = useState<Finish | null>(null);
  const [details, setDetails] = useState(false);
  const [mode, setMode] = useState<"reply" | "note">("reply");
  const [edited, setEdited] = useState<number | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [wantsFocus, setWantsFocus] = useState(0);
  const focused = useRef(0);
  const may = rightsOn(conversation, agent);
  const version = conversation.version;

  useSeen(conversation.id, detail.heads.seq);
  useMentionsRead(conversation.id);
  useEffect(() => {
    // The field may appear a moment after the wish, with the answer that it is mine now.
    if (wantsFocus === focused.current || !field.current) return;
    focused.current = wantsFocus;
    field.current.focus();
  });

  const claim = () =>
    actions.mutate({ deed: "claim", version }, { onSuccess: () => write("reply") });
  const write = (next: "reply" | "note") => {
    setMode(next);
    setWantsFocus((times) => times + 1);
  };
  const edit = (seq: number | null) => {
    setEdited(seq);
    if (seq === null) setWantsFocus((times) => times + 1);
  };
  useConversationKeys({
    c: may.claim && !actions.isPending ? claim : null,
    r: () => write("reply"),
    n: () => write("note"),
    e: may.close ? () => setFinish("close") : null,
  });
  return (
    <div className={`conversation ${details ? "conversation--details" : ""}`}>
      <div className="conversation__main">
        <ConversationHeader
          conversation={conversation}
          brief={brief}
          back={back}
          may={may}
          busy={actions.isPending}
          details={details}
          onClaim={claim}
          onFinish={setFinish}
          onDetails={() => setDetails(!details)}
        />
        <HandoffBrief brief={brief} state={conversation.state} answered={hasAnswered(events)} />
        <Log
          id={conversation.id}
          events={events}
          truncated={detail.truncated}
          seenSeq={detail.shopper_seen_seq}
          {...(may.reply ? { editing: { seq: edited, onEdit: edit } } : {})}
        />
        <Composer
          ref={field}
          conversation={conversation}
          orders={detail.orders}
          askedSeq={lastAsked(events)}
          answered={lastSpeaker(events) === "agent"}
          verified={brief.verified !== null}
          heads={detail.heads}
          may={may}
          mode={mode}
          busy={actions.isPending}
          onMode={setMode}
          onEditLast={() => edit(lastEditable(events, agent.name))}
          onClaim={claim}
        />
      </div>
      <Details detail={detail} onClose={() => setDetails(false)} />
      <FinishDialog
        finish={finish}
        busy={actions.isPending}
        events={events}
        onCancel={() => setFinish(null)}
        onConfirm={(deed, ending) =>
          actions.mutate(
            { deed, version, ...ending },
            {
              onSuccess: () => setFinish(null),
              // What was written is there to be sent again, unless there is no sense in it.
              onError: (problem) => isConflict(problem) && setFinish(null),
            },
          )
        }
      />
    </div>
  );
}

/** The conversation is no longer what it was when the dialog opened. */
function isConflict(problem: unknown): boolean {
  return problem instanceof ApiError && problem.status === 409;
}
