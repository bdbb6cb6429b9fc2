import { Link, NavLink, useLocation } from "react-router";
import { CallbacksLink } from "../callbacks/CallbacksLink.tsx";
import { isAt, useFilters } from "../inbox/filters.ts";
import { useCounts } from "../inbox/inbox.ts";
import { VIEWS } from "../inbox/query.ts";
import { SavedFilters } from "../inbox/SavedFilters.tsx";
import { titleOf } from "../inbox/words.ts";
import { MentionsLink } from "../mentions/MentionsLink.tsx";
import { useAgent } from "../session/session.ts";
import { BellMark } from "../ui/BellMark.tsx";
import { Count } from "../ui/Count.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
import { MoreMenu } from "./MoreMenu.tsx";
import { type PageEntry, SHOP_PAGES } from "./pages.ts";
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
  const view = useViewHere();
  return (
    <nav className="sidebar" aria-label={words.main}>
      <div className="sidebar__brand">
        <BellMark />
        <span>Shopbell</span>
      </div>
      <ul className="sidebar__list">
        <li className="sidebar__heading">{words.inbox}</li>
        {VIEWS.map((one) => (
          <li key={one} className="sidebar__view">
            <Link
              className="sidebar__link"
              to={`/inbox/${one}`}
              aria-current={one === view ? "page" : undefined}
            >
              <Icon name={VIEW_ICONS[one] ?? "inbox"} />
              <span className="sidebar__label">{titleOf(one)}</span>
              {(counts?.[one] ?? 0) > 0 && (
                <Count of={counts?.[one] ?? 0} loud={one === "queued"} />
              )}
            </Link>
          </li>
        ))}
        <SavedFilters />
        <li className="sidebar__narrow">
          <NavLink className="sidebar__link" to="/inbox">
            <Icon name="inbox" size={20} />
            <span className="sidebar__label">{words.inbox}</span>
            {(counts?.queued ?? 0) > 0 && <Count of={counts?.queued ?? 0} loud />}
          </NavLink>
        </li>
        <PageLink to="/search" icon="search" label={words.search} />
        <MentionsLink />
        <CallbacksLink />
        {agent.role === "admin" && (
          <>
            <li className="sidebar__heading">{words.shop}</li>
            {SHOP_PAGES.map((page) => (
              <PageLink key={page.to} {...page} roomy />
            ))}
            <MoreMenu />
          </>
        )}
      </ul>
      <AccountMenu />
    </nav>
  );
}

/** The view whose list is open; none where it is a filter's, which is marked by itself. */
function useViewHere(): string | undefined {
  const { pathname, search } = useLocation();
  const filters = useFilters().data?.items ?? [];
  if (filters.some((filter) => isAt(filter, pathname, search))) return undefined;
  return VIEWS.find(
    (view) => pathname === `/inbox/${view}` || pathname.startsWith(`/inbox/${view}/`),
  );
}

/** `roomy`: only where the navigation stands at the side. */
function PageLink({ to, icon, label, roomy = false }: PageEntry & { readonly roomy?: boolean }) {
  return (
    <li className={roomy ? "sidebar__roomy" : undefined}>
      <NavLink className="sidebar__link" to={to}>
        <Icon name={icon} />
        <span className="sidebar__label">{label}</span>
      </NavLink>
    </li>
  );
}
