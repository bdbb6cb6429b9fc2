import { plainText } from "@shopbell/conversations/markdown";
import { memo } from "react";
import { Link } from "react-router";
import type { InboxItem, View } from "../api/types.ts";
import { shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { reasonOf } from "../format/words.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { StateBadge } from "./StateBadge.tsx";
import { Waiting } from "./Waiting.tsx";

interface Props {
  readonly item: InboxItem;
  readonly view: View;
  readonly selected: boolean;
  readonly open: boolean;
  readonly onSelect: (id: string) => void;
}

const LAST_BY: Readonly<Record<string, string>> = { bot: "Bot: ", agent: "Agent: ", system: "" };

export const InboxRow = memo(function InboxRow({ item, view, selected, open, onSelect }: Props) {
  const name = item.shopper.name ?? "Visitor";
  const unread = Number(item.unread) > 0;
  return (
    <li
      id={`row-${item.id}`}
      className={`row ${selected ? "row--selected" : ""} ${unread ? "row--unread" : ""}`}
    >
      <Link
        className="row__link"
        to={`/inbox/${view}/${item.id}`}
        aria-current={open ? "true" : undefined}
        onClick={() => onSelect(item.id)}
      >
        <Avatar name={name} />
        <span className="row__top">
          <span className="row__name">{name}</span>
          {item.shopper.verified && (
            <span className="row__verified" title="Verified">
              <Icon name="shield" size={14} />
              <span className="sr-only">verified</span>
            </span>
          )}
          {unread && <span className="row__dot" title="Unread" />}
          {unread && <span className="sr-only">unread</span>}
          {item.last && <Age at={item.last.at} />}
        </span>
        <span className="row__text">
          {item.last ? (
            <>
              <span className="row__by">{LAST_BY[item.last.role] ?? ""}</span>
              {plainText(item.last.text) || "(no text)"}
            </>
          ) : (
            "No messages yet"
          )}
        </span>
        <span className="row__facts">
          {item.state === "queued" && item.queued_at ? (
            <Waiting since={item.queued_at} />
          ) : (
            <StateBadge state={item.state} assignee={item.assignee?.name ?? null} />
          )}
          {item.reason && item.state === "queued" && (
            <span className="row__reason">{reasonOf(item.reason)}</span>
          )}
          <span className="row__locale" title={`Language: ${item.locale}`}>
            {item.locale}
          </span>
        </span>
      </Link>
    </li>
  );
});

function Age({ at }: { at: string }) {
  const now = useNow(30_000);
  return (
    <time className="row__age" dateTime={at}>
      {shortAge(at, now)}
    </time>
  );
}
