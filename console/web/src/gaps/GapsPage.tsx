import { useSearchParams } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import type { IconName } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { GapRow } from "./GapRow.tsx";
import { type GapState, useGaps } from "./gaps.ts";
import { words } from "./words.ts";

const STATES: readonly { readonly id: GapState; readonly icon: IconName }[] = [
  { id: "open", icon: "check" },
  { id: "written", icon: "book" },
  { id: "dismissed", icon: "archive" },
];

export function GapsPage() {
  useTitle(words.title);
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
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{first === undefined ? "" : words.gaps(first.total)}</span>
      </header>
      <p className="page__hint">{words.hint}</p>
      <fieldset className="switch gaps__switch" aria-label={words.show}>
        {STATES.map(({ id }) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === shown?.id}
            onClick={() => setSearch(id === "open" ? {} : { state: id }, { replace: true })}
          >
            {words.states[id]}
          </button>
        ))}
      </fieldset>
      {first !== undefined && first.waiting > 0 && (
        <p className="field__hint" role="status">
          {words.sorting(first.waiting)}
        </p>
      )}
      {shown && <Results gaps={gaps} shown={shown} />}
    </div>
  );
}

interface ResultsProps {
  readonly gaps: ReturnType<typeof useGaps>;
  readonly shown: (typeof STATES)[number];
}

function Results({ gaps, shown }: ResultsProps) {
  if (gaps.isPending) return <Skeleton rows={8} label={words.loading} />;
  if (gaps.isError && !gaps.data) {
    return (
      <ErrorState
        title={words.notLoaded}
        problem={gaps.error}
        onRetry={() => void gaps.refetch()}
      />
    );
  }
  const items = gaps.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState icon={shown.icon} title={words.empty[shown.id].title}>
        {words.empty[shown.id].text}
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
          {words.more}
        </Button>
      )}
    </>
  );
}
