import { NavLink } from "react-router";
import type { View } from "../api/types.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { InboxRow } from "./InboxRow.tsx";
import { titleOf, type useInbox, VIEWS } from "./inbox.ts";

interface Props {
  readonly view: View;
  readonly inbox: ReturnType<typeof useInbox>;
  readonly selected: string | null;
  readonly open: string | null;
  readonly onSelect: (id: string) => void;
}

export function InboxList({ view, inbox, selected, open, onSelect }: Props) {
  const counts: Readonly<Record<string, number>> = { ...inbox.data?.counts };
  return (
    <section className="inbox__list" aria-label={titleOf(view)}>
      <header className="inbox__head">
        <h1 className="inbox__title">{titleOf(view)}</h1>
        <nav className="tabs" aria-label="Views">
          {VIEWS.map((one) => (
            <NavLink key={one.id} to={`/inbox/${one.id}`} className="tabs__tab">
              {one.title}
              {(counts[one.id] ?? 0) > 0 && <span className="tabs__count">{counts[one.id]}</span>}
            </NavLink>
          ))}
        </nav>
      </header>
      <div className="inbox__scroll">
        <Rows view={view} inbox={inbox} selected={selected} open={open} onSelect={onSelect} />
      </div>
    </section>
  );
}

function Rows({ view, inbox, selected, open, onSelect }: Props) {
  if (inbox.isPending) return <Skeleton rows={8} label="Loading conversations" />;
  if (inbox.isError && !inbox.data) {
    return (
      <ErrorState
        title="The list could not be loaded"
        problem={inbox.error}
        onRetry={() => void inbox.refetch()}
      />
    );
  }
  const items = inbox.data.items;
  if (items.length === 0) return <NoRows view={view} />;
  return (
    <>
      <ul className="rows">
        {items.map((item) => (
          <InboxRow
            key={item.id}
            item={item}
            view={view}
            selected={item.id === selected}
            open={item.id === open}
            onSelect={onSelect}
          />
        ))}
      </ul>
      {inbox.hasNextPage && (
        <Button
          tone="quiet"
          className="rows__more"
          busy={inbox.isFetchingNextPage}
          onClick={() => void inbox.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}

function NoRows({ view }: { view: View }) {
  switch (view) {
    case "queued":
      return (
        <EmptyState icon="check" title="Nobody is waiting">
          When a shopper asks for a person, or the bot cannot help, they appear here at once.
        </EmptyState>
      );
    case "mine":
      return (
        <EmptyState icon="person" title="You have no conversations">
          Claim one from Waiting, and it stays here until you hand it back or close it.
        </EmptyState>
      );
    case "all":
      return (
        <EmptyState icon="inbox" title="No open conversations">
          Every chat that is going on, the bot’s among them, is listed here.
        </EmptyState>
      );
    case "closed":
      return (
        <EmptyState icon="archive" title="Nothing closed yet">
          Finished conversations are kept here.
        </EmptyState>
      );
  }
}
