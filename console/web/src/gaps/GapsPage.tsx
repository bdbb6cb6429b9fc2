import { useSearchParams } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { count } from "../format/words.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import type { IconName } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { GapRow } from "./GapRow.tsx";
import { type GapState, useGaps } from "./gaps.ts";

const STATES: readonly {
  readonly id: GapState;
  readonly title: string;
  readonly empty: { readonly icon: IconName; readonly title: string; readonly text: string };
}[] = [
  {
    id: "open",
    title: "To write",
    empty: {
      icon: "check",
      title: "Nothing is left unanswered",
      text: "A question that no article answers, or whose answer was rated badly, appears here with how often it was asked.",
    },
  },
  {
    id: "written",
    title: "Written",
    empty: {
      icon: "book",
      title: "No article was written for a gap yet",
      text: "Once one is published, what comes of it is counted here: how often it was asked again, and answered.",
    },
  },
  {
    id: "dismissed",
    title: "Dismissed",
    empty: {
      icon: "archive",
      title: "Nothing was dismissed",
      text: "What is none of your shop’s can be taken off the list, and put back from here.",
    },
  },
];

export function GapsPage() {
  useTitle("Gaps");
  return (
    <AdminOnly>
      <Gaps />
    </AdminOnly>
  );
}

function Gaps() {
  const [search, setSearch] = useSearchParams();
  const shown = STATES.find(({ id }) => id === search.get("state")) ?? STATES[0];
  const gaps = useGaps(shown?.id ?? "open");
  const first = gaps.data?.pages[0];
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">Gaps</h1>
        <span className="page__count">
          {first === undefined ? "" : count(first.total, "gap", "gaps")}
        </span>
      </header>
      <p className="page__hint">
        What shoppers asked and got no good answer to. Questions that mean the same are one gap.
      </p>
      <fieldset className="switch gaps__switch" aria-label="Show">
        {STATES.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === shown?.id}
            onClick={() => setSearch(id === "open" ? {} : { state: id }, { replace: true })}
          >
            {title}
          </button>
        ))}
      </fieldset>
      {first !== undefined && first.waiting > 0 && (
        <p className="field__hint" role="status">
          {count(first.waiting, "new question is", "new questions are")} being sorted in.
        </p>
      )}
      {shown && <Results gaps={gaps} empty={shown.empty} />}
    </div>
  );
}

interface ResultsProps {
  readonly gaps: ReturnType<typeof useGaps>;
  readonly empty: (typeof STATES)[number]["empty"];
}

function Results({ gaps, empty }: ResultsProps) {
  if (gaps.isPending) return <Skeleton rows={8} label="Loading gaps" />;
  if (gaps.isError && !gaps.data) {
    return (
      <ErrorState
        title="The gaps could not be loaded"
        problem={gaps.error}
        onRetry={() => void gaps.refetch()}
      />
    );
  }
  const items = gaps.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState icon={empty.icon} title={empty.title}>
        {empty.text}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="gaps">
        {items.map((gap) => (
          <GapRow key={gap.id} gap={gap} />
        ))}
      </ul>
      {gaps.hasNextPage && (
        <Button
          tone="quiet"
          className="rows__more"
          busy={gaps.isFetchingNextPage}
          onClick={() => void gaps.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}
