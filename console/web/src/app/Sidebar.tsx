import { NavLink } from "react-router";
import { useCounts } from "../inbox/inbox.ts";
import { VIEWS } from "../inbox/query.ts";
import { SavedFilters } from "../inbox/SavedFilters.tsx";
import { titleOf } from "../inbox/words.ts";
import { MentionsLink } from "../mentions/MentionsLink.tsx";
import { useAgent } from "../session/session.ts";
import { BellMark } from "../ui/BellMark.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
import { words } from "./words.ts";

const VIEW_ICONS: Readonly<Record<string, IconName>> = {
  queued: "clock",
  mine: "person",
  team: "people",
  all: "inbox",
  closed: "archive",
};

export function Sidebar() {
  const agent = useAgent();
  const counts: Readonly<Record<string, number>> | undefined = useCounts();
  return (
    <nav className="sidebar" aria-label={words.main}>
      <div className="sidebar__brand">
        <BellMark />
        <span>Shopbell</span>
      </div>
      <ul className="sidebar__list">
        <li className="sidebar__heading">{words.inbox}</li>
        {VIEWS.map((view) => (
          <li key={view} className="sidebar__view">
            <NavLink className="sidebar__link" to={`/inbox/${view}`}>
              <Icon name={VIEW_ICONS[view] ?? "inbox"} />
              <span className="sidebar__label">{titleOf(view)}</span>
              {(counts?.[view] ?? 0) > 0 && (
                <span
                  className={`sidebar__count ${view === "queued" ? "sidebar__count--loud" : ""}`}
                >
                  {counts?.[view]}
                </span>
              )}
            </NavLink>
          </li>
        ))}
        <SavedFilters />
        <li className="sidebar__narrow">
          <NavLink className="sidebar__link" to="/inbox">
            <Icon name="inbox" size={20} />
            <span className="sidebar__label">{words.inbox}</span>
            {(counts?.queued ?? 0) > 0 && (
              <span className="sidebar__count sidebar__count--loud">{counts?.queued}</span>
            )}
          </NavLink>
        </li>
        <li>
          <NavLink className="sidebar__link" to="/search">
            <Icon name="search" />
            <span className="sidebar__label">{words.search}</span>
          </NavLink>
        </li>
        <MentionsLink />
        <li>
          <NavLink className="sidebar__link" to="/callbacks">
            <Icon name="mail" />
            <span className="sidebar__label">{words.callbacks}</span>
          </NavLink>
        </li>
        {agent.role === "admin" && (
          <>
            <li className="sidebar__heading">{words.shop}</li>
            <li>
              <NavLink className="sidebar__link" to="/now">
                <Icon name="panel" />
                <span className="sidebar__label">{words.now}</span>
              </NavLink>
            </li>
            <li>
              <NavLink className="sidebar__link" to="/report">
                <Icon name="chart" />
                <span className="sidebar__label">{words.report}</span>
              </NavLink>
            </li>
            <li>
              <NavLink className="sidebar__link" to="/knowledge">
                <Icon name="book" />
                <span className="sidebar__label">{words.knowledge}</span>
              </NavLink>
            </li>
            <li>
              <NavLink className="sidebar__link" to="/gaps">
                <Icon name="help" />
                <span className="sidebar__label">{words.gaps}</span>
              </NavLink>
            </li>
            <li>
              <NavLink className="sidebar__link" to="/notes">
                <Icon name="note" />
                <span className="sidebar__label">{words.notes}</span>
              </NavLink>
            </li>
            <li>
              <NavLink className="sidebar__link" to="/replies">
                <Icon name="send" />
                <span className="sidebar__label">{words.replies}</span>
              </NavLink>
            </li>
            <li>
              <NavLink className="sidebar__link" to="/widget">
                <Icon name="bell" />
                <span className="sidebar__label">{words.widget}</span>
              </NavLink>
            </li>
            <li>
              <NavLink className="sidebar__link" to="/people">
                <Icon name="people" />
                <span className="sidebar__label">{words.people}</span>
              </NavLink>
            </li>
            <li>
              <NavLink className="sidebar__link" to="/service">
                <Icon name="sliders" />
                <span className="sidebar__label">{words.service}</span>
              </NavLink>
            </li>
          </>
        )}
      </ul>
      <AccountMenu />
    </nav>
  );
}
