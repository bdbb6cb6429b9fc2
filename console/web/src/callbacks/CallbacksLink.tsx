import { NavLink } from "react-router";
import { words } from "../app/words.ts";
import { useOverview } from "../overview/overview.ts";
import { Count } from "../ui/Count.tsx";
import { Icon } from "../ui/Icon.tsx";

/** Says how many shoppers were promised an answer by mail. */
export function CallbacksLink() {
  const promised = useOverview().data?.callbacks ?? 0;
  return (
    <li>
      <NavLink className="sidebar__link" to="/callbacks">
        <Icon name="mail" />
        <span className="sidebar__label">{words.callbacks}</span>
        {promised > 0 && <Count of={promised} loud />}
      </NavLink>
    </li>
  );
}
