import { useMemo } from "react";
import type { EventFrame } from "../api/types.ts";
import { isEditable } from "../edits/edits.ts";
import { dayOf } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { useLive } from "../live/LiveProvider.tsx";
import { useAgent } from "../session/session.ts";
import { Button } from "../ui/Button.tsx";
import { layoutLog } from "./layout.ts";
import { notYetInLog } from "./Outbox.ts";
import { useOutbox } from "./outbox-store.ts";
import { EventRow } from "./rows/EventRow.tsx";
import { PendingRow } from "./rows/PendingRow.tsx";
import { useStickToEnd } from "./useStickToEnd.ts";
import { words } from "./words-log.ts";

interface Props {
  readonly id: string;
  readonly events: readonly EventFrame[];
  readonly truncated: boolean;
  /** How far the shopper has read. */
  readonly seenSeq: number;
  /** Which of the reader's own messages is being corrected; absent where they may not. */
  readonly editing?: { readonly seq: number | null; readonly onEdit: (seq: number | null) => void };
}

export function Log({ id, events, truncated, seenSeq, editing }: Props) {
  const agent = useAgent();
  const { outbox, items } = useOutbox();
  const typing = useLive((state) => state.typing.has(id));
  const lines = useMemo(() => layoutLog(events), [events]);
  const pending = notYetInLog(
    items.filter((item) => item.conversation === id),
    events,
    agent.name,
  );
  const now = useNow(30_000);
  const editingOf = (event: EventFrame) =>
    editing && isEditable(event, agent.name, now)
      ? {
          editing: {
            open: editing.seq === event.seq,
            onOpen: (open: boolean) => editing.onEdit(open ? event.seq : null),
          },
        }
      : {};
  const { scroller, atEnd, toEnd } = useStickToEnd();
  return (
    <div className="log">
      <div
        className="log__scroll"
        ref={scroller}
        role="log"
        aria-label={words.messages}
        tabIndex={0}
      >
        {truncated && <p className="state-line">{words.older}</p>}
        {lines.map((line) =>
          line.kind === "day" ? (
            <Day key={line.key} at={line.at} />
          ) : (
            <EventRow
              key={line.key}
              event={line.event}
              first={line.first}
              edits={line.edits}
              {...editingOf(line.event)}
            />
          ),
        )}
        {pending.map((item) => (
          <PendingRow
            key={item.cmid}
            item={item}
            onRetry={() => outbox.retry(item.cmid)}
            onDiscard={() => outbox.discard(item.cmid)}
          />
        ))}
        {pending.length === 0 && seenByShopper(events, seenSeq) && (
          <p className="log__seen">{words.seen}</p>
        )}
        {typing && (
          <p className="typing">
            <span className="typing__dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {words.typing}
          </p>
        )}
      </div>
      {!atEnd && (
        <Button className="log__to-end" icon="down" onClick={toEnd}>
          {words.newest}
        </Button>
      )}
    </div>
  );
}

/** Whether our last message is on their screen. */
function seenByShopper(events: readonly EventFrame[], seenSeq: number): boolean {
  const last = events.findLast((event) => event.event === "message.posted");
  return last?.author.role === "agent" && (last.seq ?? 0) <= seenSeq;
}

function Day({ at }: { at: string }) {
  const now = useNow(60_000);
  return <p className="day-line">{dayOf(at, now)}</p>;
}
