import { Link, useLocation } from "react-router";
import { messageOf } from "../api/http.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { notices } from "../ui/notices.ts";
import { isAt, useFilters, useRemoveFilter } from "./filters.ts";
import { searchOf } from "./query.ts";
import { words } from "./words.ts";

/** The agent's own filters, below the views in the sidebar. */
export function SavedFilters() {
  const filters = useFilters();
  const remove = useRemoveFilter();
  const { pathname, search } = useLocation();
  const items = filters.data?.items ?? [];
  // Two may keep the same list: one is where the agent is.
  const here = items.find((filter) => isAt(filter, pathname, search))?.id;
  return items.map(({ id, name, query }) => {
    const to = `/inbox/${query.view}${searchOf(query)}`;
    return (
      <li key={id} className="sidebar__view sidebar__saved">
        <Link className="sidebar__link" to={to} aria-current={id === here ? "page" : undefined}>
          <Icon name="filter" />
          <span className="sidebar__label">{name}</span>
        </Link>
        <IconButton
          icon="close"
          label={words.remove(name)}
          onClick={() =>
            remove.mutate(id, { onError: (error) => notices.add(messageOf(error), "attention") })
          }
        />
      </li>
    );
  });
}
