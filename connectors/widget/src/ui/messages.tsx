import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import type { Item, MessageItem, View } from "../conversation/view.ts";
import { fill } from "../locales/index.ts";
import { Avatar } from "./avatar.tsx";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Message } from "./message.tsx";
import { Notice } from "./notice.tsx";

const NEAR_PX = 80;
const GROUP_MS = 5 * 60_000;

export function Messages({ session, view }: { session: Session; view: View }): JSX.Element {
  const { t } = useUi();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);
  const { items } = view;
  const lastKey = items.at(-1)?.key;
  const ownLast = items.at(-1)?.kind === "message" && isOwn(items.at(-1) as MessageItem);

  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    if (atEnd.current || ownLast) list.scrollTop = list.scrollHeight;
    else if (lastKey) setBehind(true);
  }, [lastKey, items.length, view.typing, ownLast]);

  const onScroll = () => {
    const list = box.current;
    if (!list) return;
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    if (atEnd.current) setBehind(false);
  };
  return (
    <div class="messages-place">
      <div
        class="messages"
        ref={box}
        role="log"
        aria-label={t.log}
        tabIndex={0}
        onScroll={onScroll}
      >
        {view.earlier && (
          <button type="button" class="quiet-button" onClick={() => session.earlier()}>
            {t.earlier}
          </button>
        )}
        {!view.loaded && items.length === 0 && <p class="notice">{t.connecting}</p>}
        {rows(items, view, session)}
        {view.typing && <Typing name={view.typing === "agent" ? view.agent : null} />}
      </div>
      {behind && (
        <button
          type="button"
          class="jump"
          onClick={() => {
            box.current?.scrollTo({ top: box.current.scrollHeight, behavior: "instant" });
          }}
        >
          {t.jump}
          <Icon name="down" size={16} />
        </button>
      )}
    </div>
  );
}

function rows(items: readonly Item[], view: View, session: Session): JSX.Element[] {
  const chosen = new Map<string, true>();
  let lastOwn: MessageItem | null = null;
  let lastOwnAt = -1;
  items.forEach((item, index) => {
    if (item.kind !== "message" || !isOwn(item)) return;
    if (item.body.kind === "choice" && !item.refused) chosen.set(item.body.choice_id, true);
    if (item.body.kind === "rating") return;
    lastOwn = item;
    lastOwnAt = index;
  });
  let day = "";
  return items.map((item, index) => {
    const itemDay = item.at ? new Date(item.at).toDateString() : day;
    const heading = item.at && itemDay !== day ? item.at : null;
    day = itemDay;
    if (item.kind === "notice") return <Notice key={item.key} item={item} heading={heading} />;
    return (
      <Message
        key={item.key}
        item={item}
        heading={heading}
        first={!joined(items[index - 1], item) || heading !== null}
        last={!joined(item, items[index + 1])}
        open={index > lastOwnAt}
        chosen={chosenOf(item, chosen)}
        rating={item.body.kind === "rating_request" ? ratingAfter(items, index) : 0}
        progress={item.shelf && item.waiting ? session.files.freight.progress(item.cmid) : null}
        delivery={item === lastOwn || item.waiting || item.refused ? deliveryOf(item, view) : null}
        session={session}
      />
    );
  });
}

/** The score that answers the request at `index`: the next one, before the shopper is asked again. */
function ratingAfter(items: readonly Item[], index: number): number {
  for (const item of items.slice(index + 1)) {
    if (item.kind !== "message") continue;
    if (item.body.kind === "rating_request") return 0;
    if (item.body.kind === "rating") return item.body.score;
  }
  return 0;
}

function deliveryOf(
  item: MessageItem,
  view: View,
): "waiting" | "sending" | "refused" | "sent" | "seen" {
  if (item.refused) return "refused";
  if (item.waiting) return view.phase === "online" ? "sending" : "waiting";
  return (item.seq ?? 0) <= view.agentSeen ? "seen" : "sent";
}

function chosenOf({ body }: MessageItem, chosen: ReadonlyMap<string, true>): string | null {
  const offered =
    body.kind === "choices"
      ? body.choices
      : body.kind === "cards"
        ? body.cards.flatMap((card) => card.choices)
        : body.kind === "receipt" && body.receipt.undo
          ? [body.receipt.undo]
          : [];
  return offered.find((choice) => chosen.has(choice.id))?.id ?? null;
}

function isOwn(item: MessageItem): boolean {
  return item.author.role === "shopper";
}

/** Whether two items stand together under one name. */
function joined(one: Item | undefined, other: Item | undefined): boolean {
  if (one?.kind !== "message" || other?.kind !== "message") return false;
  if (one.author.role !== other.author.role || one.author.name !== other.author.name) return false;
  if (one.at === null || other.at === null) return true;
  return Date.parse(other.at) - Date.parse(one.at) < GROUP_MS;
}

function Typing({ name }: { name: string | null }): JSX.Element {
  const { t } = useUi();
  return (
    <div class="row is-theirs is-first is-last">
      <Avatar name={name} />
      <div class="bubble typing">
        <span class="hidden">{fill(t.typing, { name: name ?? t.assistant })}</span>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
