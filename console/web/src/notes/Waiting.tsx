import { useSearchParams } from "react-router";
import { useSettled } from "../knowledge/useSettled.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { NoteList } from "./NoteList.tsx";
import { RISKS, searchOf, useWaiting } from "./notes.ts";
import { words } from "./words.ts";

const TYPING_MS = 200;

/** Notes that wait: of everybody, or of those authors alone whose notes are held. */
export function Waiting({ held }: { held: boolean }) {
  const [search, setSearch] = useSearchParams();
  const filter = { held, risk: search.get("risk") ?? "", q: search.get("q") ?? "" };
  const waiting = useWaiting(useSettled(searchOf(filter), TYPING_MS));
  const set = (name: "risk" | "q", value: string) => {
    setSearch(
      (known) => {
        if (value) known.set(name, value);
        else known.delete(name);
        return known;
      },
      { replace: true },
    );
  };
  return (
    <>
      <search className="filters">
        <SearchField
          label={words.search}
          placeholder={words.searchHint}
          value={filter.q}
          onChange={(value) => set("q", value)}
        />
        <span className="filters__one">
          <select
            className="input input--select"
            aria-label={words.claims}
            value={filter.risk}
            onChange={(event) => set("risk", event.target.value)}
          >
            <option value="">{words.anyClaim}</option>
            {RISKS.map((risk) => (
              <option key={risk} value={risk}>
                {words.risks[risk]}
              </option>
            ))}
            <option value="none">{words.noClaim}</option>
          </select>
        </span>
      </search>
      <Results waiting={waiting} held={held} filtered={Boolean(filter.q || filter.risk)} />
    </>
  );
}

interface ResultsProps {
  readonly waiting: ReturnType<typeof useWaiting>;
  readonly held: boolean;
  readonly filtered: boolean;
}

function Results({ waiting, held, filtered }: ResultsProps) {
  if (waiting.isPending) return <Skeleton rows={6} label={words.loading} />;
  if (waiting.isError && !waiting.data) {
    return (
      <ErrorState
        title={words.notLoaded}
        problem={waiting.error}
        onRetry={() => void waiting.refetch()}
      />
    );
  }
  const items = waiting.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Nothing held={held} filtered={filtered} />;
  const first = waiting.data.pages[0];
  const notes = first?.notes ?? 0;
  const texts = first?.texts ?? 0;
  return (
    <>
      <p className="page__hint" role="status">
        {words.waiting(notes, texts)}
      </p>
      <NoteList items={items} old={waiting.isPlaceholderData} />
      {waiting.hasNextPage && (
        <Button
          tone="quiet"
          className="rows__more"
          busy={waiting.isFetchingNextPage}
          onClick={() => void waiting.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </>
  );
}

function Nothing({ held, filtered }: { held: boolean; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState icon="search" title={words.noneFits}>
        {words.noneFitsText}
      </EmptyState>
    );
  }
  if (held) {
    return (
      <EmptyState icon="shield" title={words.noneHeld}>
        {words.noneHeldText}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="check" title={words.noneWaits}>
      {words.noneWaitsText}
    </EmptyState>
  );
}
