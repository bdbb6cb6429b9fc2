import type { JSX } from "preact";
import type { Session } from "../conversation/session.ts";
import type { Item, MessageItem, View } from "../conversation/view.ts";
import { Message } from "./message.tsx";
import type { Stretch } from "./near.ts";
import { Notice } from "./notice.tsx";

const GROUP_MS = 5 * 60_000;

/** What the shopper has said, as far as other rows show it. */
export interface Own {
  readonly chosen: ReadonlyMap<string, true>;
  readonly last: MessageItem | null;
  readonly lastAt: number;
}

export function ownOf(items: readonly Item[]): Own {
  const chosen = new Map<string, true>();
  let last: MessageItem | null = null;
  let lastAt = -1;
  items.forEach((item, index) => {
    if (item.kind !== "message" || !isOwn(item)) return;
    if (item.body.kind === "choice" && !item.refused) chosen.set(item.body.choice_id, true);
    if (item.body.kind === "rating") return;
    last = item;
    lastAt = index;
  });
  return { chosen, last, lastAt };
}

/** The rows of one stretch, each as its neighbours in the whole conversation make it. */
export function rows({ from, to }: Stretch, own: Own, view: View, session: Session): JSX.Element[] {
  const { items } = view;
  let day = dayBefore(items, from);
  return items.slice(from, to).map((item, place) => {
    const index = from + place;
    const itemDay = item.at ? new Date(item.at).toDateString() : day;
    const heading = item.at && itemDay !== day ? item.at : null;
    day = itemDay;
    if (item.kind === "notice") return <Notice key={item.key} item={item} heading={heading} />;
    const shown = item === own.last || item.waiting || item.refused;
    return (
      <Message
        key={item.key}
        item={item}
        heading={heading}
        first={!joined(items[index - 1], item) || heading !== null}
        last={!joined(item, items[index + 1])}
        open={index > own.lastAt}
        chosen={chosenOf(item, own.chosen)}
        rating={item.body.kind === "rating_request" ? ratingAfter(items, index) : 0}
        progress={item.shelf && item.waiting ? session.files.freight.progress(item.cmid) : null}
        delivery={shown ? deliveryOf(item, view) : null}
        session={session}
      />
    );
  });
}

function dayBefore(items: readonly Item[], index: number): string {
  const before = items.slice(0, index).findLast((item) => item.at !== null)?.at;
  return before ? new Date(before).toDateString() : "";
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

export function isOwn(item: MessageItem): boolean {
  return item.author.role === "shopper";
}

/** Whether two items stand together under one name. */
function joined(one: Item | undefined, other: Item | undefined): boolean {
  if (one?.kind !== "message" || other?.kind !== "message") return false;
  if (one.author.role !== other.author.role || one.author.name !== other.author.name) return false;
  if (one.at === null || other.at === null) return true;
  return Date.parse(other.at) - Date.parse(one.at) < GROUP_MS;
}
