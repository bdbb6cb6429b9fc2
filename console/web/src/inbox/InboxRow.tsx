import { plainText } from "@shopbell/conversations/markdown";
import { memo } from "react";
import { Link } from "react-router";
import type { InboxItem } from "../api/types.ts";
import { shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { languageOf, reasonOf, shortReasonOf } from "../format/words.ts";
import { shortOf } from "../message/words-short.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { waitsSince } from "./inbox.ts";
import { StateBadge } from "./StateBadge.tsx";
import { Waiting } from "./Waiting.tsx";
import { words } from "./words.ts";

/** `theme/rows.css` gives a row the same. */
export const ROW_HEIGHT = 84;

interface Props {
  readonly item: InboxItem;
  readonly to: string;
  readonly place: number;
  readonly of: number;
  readonly targetS: number;
  readonly selected: boolean;
  readonly open: boolean;
  readonly onSelect: (id: string) => void;
}

const BY: Readonly<Record<string, string>> = words.by;

export const InboxRow = memo(function InboxRow(props: Props) {
  const { item, place, selected, open } = props;
  const name = item.shopper.name ?? words.visitor;
  const unread = item.unread > 0;
  return (
    <li
      id={`row-${item.id}`}
      className={`row ${selected ? "row--selected" : ""} ${unread ? "row--unread" : ""}`}
      style={{ transform: `translateY(${place * ROW_HEIGHT}px)` }}
      aria-posinset={place + 1}
      aria-setsize={props.of}
    >
      <Link
        className="row__link"
        to={props.to}
        aria-current={open ? "true" : undefined}
        onClick={() => props.onSelect(item.id)}
      >
        <Avatar name={name} />
        <span className="row__top">
          <span className="row__name">{name}</span>
          {item.shopper.verified && (
            <span className="row__verified" title={words.verified}>
              <Icon name="shield" size={14} />
              <span className="sr-only">{words.verified}</span>
            </span>
          )}
          {unread && <span className="row__dot" title={words.unread} />}
          {unread && <span className="sr-only">{words.unread}</span>}
          {item.mood && (
            <Badge tone={item.mood === "angry" ? "danger" : "attention"}>
              {words.moods[item.mood]}
            </Badge>
          )}
          <span className="row__when">
            <span className="row__locale" title={words.language(languageOf(item.locale))}>
              {item.locale}
            </span>
            {item.last && <Age at={item.last.at} />}
          </span>
        </span>
        <span className="row__text">
          {item.last ? (
            <>
              <span className="row__by">{BY[item.last.role] ?? ""}</span>
              {plainText(shortOf(item.last)) || words.noText}
            </>
          ) : (
            words.noMessages
          )}
        </span>
        <Facts item={item} targetS={props.targetS} />
      </Link>
    </li>
  );
});

function Facts({ item, targetS }: { item: InboxItem; targetS: number }) {
  const since = waitsSince(item);
  const held = item.state !== "queued";
  return (
    <span className="row__facts">
      {held && <StateBadge state={item.state} assignee={item.assignee?.name ?? null} />}
      {since && !item.snoozed_until && (
        <Waiting since={since} targetS={targetS} label={held ? words.answerDue : words.waiting} />
      )}
      {item.snoozed_until && <span className="row__reason">{words.snoozed}</span>}
      {item.reason && !held && <Reason code={item.reason} />}
      {item.order && <span className="row__order">{item.order}</span>}
    </span>
  );
}

function Reason({ code }: { code: string }) {
  const whole = reasonOf(code);
  return (
    <span className="row__reason" title={whole}>
      <span aria-hidden="true">{shortReasonOf(code)}</span>
      <span className="sr-only">{whole}</span>
    </span>
  );
}

function Age({ at }: { at: string }) {
  const now = useNow(30_000);
  return (
    <time className="row__age" dateTime={at}>
      {shortAge(at, now)}
    </time>
  );
}
