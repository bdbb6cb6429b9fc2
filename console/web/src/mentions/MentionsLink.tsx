import { NavLink } from "react-router";
import { Count } from "../ui/Count.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useMentions } from "./mentions.ts";
import { words } from "./words.ts";

/** Says how many notes are new that call me. */
export function MentionsLink() {
  const unread = useMentions().data?.unread ?? 0;
  return (
    <li>
      <NavLink className="sidebar__link" to="/mentions">
        <Icon name="at" />
        <span className="sidebar__label">{words.title}</span>
        {unread > 0 && <Count of={unread} loud />}
      </NavLink>
    </li>
  );
}
