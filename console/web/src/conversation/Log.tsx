import { useMemo } from "react";
import type { EventFrame } from "../api/types.ts";
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

interface Props {
  readonly id: string;
  readonly events: readonly EventFrame[];
  readonly truncated: boolean;
}

export function Log({ id, events, truncated }: Props) {
  const agent = useAgent();
  const { outbox, items } = useOutbox();
  const typing = useLive((state) => state.typing.has(id));
  const lines = useMemo(() => layoutLog(events), [events]);
  const pending = notYetInLog(
    items.filter((item) => item.conversation === id),
    events,
    agent.name,
  );
  const { scroller, atEnd, toEnd } = useStickToEnd();
  return (
    <div className="log">
      <div className="log__scroll" ref={scroller} role="log" aria-label="Messages">
        {truncated && <p className="state-line">Older messages are not shown.</p>}
        {lines.map((line) =>
          line.kind === "day" ? (
            <Day key={line.key} at={line.at} />
          ) : (
            <EventRow key={line.key} event={line.event} first={line.first} />
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
        {typing && (
          <p className="typing">
            <span className="typing__dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            The shopper is typing
          </p>
        )}
      </div>
      {!atEnd && (
        <Button className="log__to-end" icon="down" onClick={toEnd}>
          Newest
        </Button>
      )}
    </div>
  );
}

function Day({ at }: { at: string }) {
  const now = useNow(60_000);
  return <p className="day-line">{dayOf(at, now)}</p>;
}
