import type { ConversationItem } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useUi } from "../context.ts";
import { Icon } from "../icons.tsx";
import { Failed, Frame, type RoomProps, Waiting } from "./frame.tsx";

/** The shopper's conversations, the newest first: to read again, or to go on with by writing. */
export function PastRoom({ session, onBack }: RoomProps): JSX.Element {
  const { t } = useUi();
  const [items, setItems] = useState<readonly ConversationItem[] | "failed" | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let here = true;
    setItems(null);
    session.inquire("list").then(
      (list) => here && setItems(list),
      () => here && setItems("failed"),
    );
    return () => {
      here = false;
    };
  }, [session, tries]);
  return (
    <Frame title={t.past} onBack={onBack}>
      {items === null && <Waiting />}
      {items === "failed" && <Failed onRetry={() => setTries(tries + 1)} />}
      {items && items !== "failed" && (
        <>
          {items.length === 0 && <p class="room-note">{t.pastNone}</p>}
          <ul class="finds">
            {items.map((item) => (
              <PastItem
                key={item.id}
                item={item}
                open={item.id === session.conversation}
                onOpen={() => {
                  session.open(item.id);
                  onBack();
                }}
              />
            ))}
          </ul>
          <button
            type="button"
            class="solid-button"
            onClick={() => {
              session.ask("new");
              onBack();
            }}
          >
            <Icon name="plus" size={18} />
            {t.newChat}
          </button>
        </>
      )}
    </Frame>
  );
}

interface PastItemProps {
  readonly item: ConversationItem;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function PastItem({ item, open, onOpen }: PastItemProps): JSX.Element {
  const { t, format } = useUi();
  return (
    <li>
      <button type="button" aria-current={open ? "true" : undefined} onClick={onOpen}>
        <span class="past-line">
          <strong>{open ? t.pastOpen : t.pastStates[item.state]}</strong>
          <time dateTime={item.at}>{`${format.date(item.at)} ${format.time(item.at)}`}</time>
        </span>
        <span>{item.last}</span>
      </button>
    </li>
  );
}
