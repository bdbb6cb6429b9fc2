import { useSearchParams } from "react-router";
import { count } from "../format/words.ts";
import { useSettled } from "../knowledge/useSettled.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { NoteList } from "./NoteList.tsx";
import { RISKS, searchOf, useWaiting } from "./notes.ts";

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
          label="Search notes"
          placeholder="Search title, text and author"
          value={filter.q}
          onChange={(value) => set("q", value)}
        />
        <span className="filters__one">
          <select
            className="input input--select"
            aria-label="Claims"
            value={filter.risk}
            onChange={(event) => set("risk", event.target.value)}
          >
            <option value="">Claims: all</option>
            {RISKS.map((risk) => (
              <option key={risk.id} value={risk.id}>
                {risk.title}
              </option>
            ))}
            <option value="none">None</option>
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
  if (waiting.isPending) return <Skeleton rows={6} label="Loading notes" />;
  if (waiting.isError && !waiting.data) {
    return (
      <ErrorState
        title="The notes could not be loaded"
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
        {count(notes, "note waits", "notes wait")}
        {texts < notes && `, ${count(texts, "different text", "different texts")}`}. Shoppers get
        none of them before you approve it.
      </p>
      <NoteList items={items} old={waiting.isPlaceholderData} />
      {waiting.hasNextPage && (
        <Button
          tone="quiet"
          className="rows__more"
          busy={waiting.isFetchingNextPage}
          onClick={() => void waiting.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}

function Nothing({ held, filtered }: { held: boolean; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState icon="search" title="No note fits">
        Try fewer words, or take the filter away.
      </EmptyState>
    );
  }
  if (held) {
    return (
      <EmptyState icon="shield" title="No note is held">
        What an author in quarantine sends appears here. It cannot go live before you release them.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="check" title="Nothing waits for review">
      Notes that are imported or sent by your own systems appear here. Shoppers get none before you
      approve it.
    </EmptyState>
  );
}
