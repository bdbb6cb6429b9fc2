import { NavLink } from "react-router";
import { numeral } from "../locales/words.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import type { IconName } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { useCounts, type useInbox } from "./inbox.ts";
import { type InboxQuery, searchOf, VIEWS } from "./query.ts";
import { Rows } from "./Rows.tsx";
import { titleOf, words } from "./words.ts";

export interface ListProps {
  readonly query: InboxQuery;
  readonly inbox: ReturnType<typeof useInbox>;
  readonly selected: string | null;
  readonly open: string | null;
  readonly onSelect: (id: string) => void;
  readonly onNarrow: (query: InboxQuery) => void;
}

export function InboxList(props: ListProps) {
  const counts: Readonly<Record<string, number>> = { ...useCounts() };
  const { view } = props.query;
  return (
    <section className="inbox__list" aria-label={titleOf(view)}>
      <header className="inbox__head">
        <h1 className="inbox__title">{titleOf(view)}</h1>
        <nav className="inbox__tabs" aria-label={words.viewsLabel}>
          {VIEWS.map((one) => (
            <NavLink key={one} to={`/inbox/${one}`} className="tabs__tab">
              {titleOf(one)}
              {(counts[one] ?? 0) > 0 && (
                <span className="tabs__count">{numeral(counts[one] ?? 0)}</span>
              )}
            </NavLink>
          ))}
        </nav>
        <FilterBar query={props.query} onNarrow={props.onNarrow} />
      </header>
      <Loaded {...props} />
    </section>
  );
}

function Loaded(props: ListProps) {
  const { inbox, query } = props;
  if (inbox.isPending) return <Skeleton rows={8} label={words.loading} />;
  if (inbox.isError && !inbox.data) {
    return (
      <ErrorState
        title={words.notLoaded}
        problem={inbox.error}
        onRetry={() => void inbox.refetch()}
      />
    );
  }
  if (inbox.data.items.length > 0) return <Rows key={query.view + searchOf(query)} {...props} />;
  return <NoRows query={query} onNarrow={props.onNarrow} />;
}

const ICONS: Readonly<Record<InboxQuery["view"], IconName>> = {
  queued: "check",
  mine: "person",
  team: "people",
  all: "inbox",
  closed: "archive",
};

function NoRows({ query, onNarrow }: Pick<ListProps, "query" | "onNarrow">) {
  if (searchOf(query)) {
    return (
      <EmptyState
        icon="search"
        title={words.emptyNarrowed}
        action={<Button onClick={() => onNarrow({ view: query.view })}>{words.clear}</Button>}
      >
        {words.emptyNarrowedText}
      </EmptyState>
    );
  }
  const [title, text] = words.empty[query.view];
  return (
    <EmptyState icon={ICONS[query.view]} title={title ?? ""}>
      {text}
    </EmptyState>
  );
}
