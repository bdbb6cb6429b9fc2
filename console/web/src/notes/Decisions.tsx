import { Link } from "react-router";
import type { DecisionRow, NoteDecision } from "../api/notes.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { count } from "../format/words.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useDecisions } from "./notes.ts";

const WORDS: Readonly<Record<NoteDecision, { readonly title: string; readonly tone: Tone }>> = {
  approved: { title: "Approved", tone: "good" },
  edited: { title: "Approved as edited", tone: "good" },
  rejected: { title: "Rejected", tone: "danger" },
  duplicate: { title: "Duplicate", tone: "plain" },
  quarantined: { title: "Quarantined", tone: "danger" },
  released: { title: "Released", tone: "info" },
};

/** Who decided what and when. */
export function Decisions() {
  const decisions = useDecisions();
  const now = useNow(60_000);
  if (decisions.isPending) return <Skeleton rows={8} label="Loading decisions" />;
  if (decisions.isError && !decisions.data) {
    return (
      <ErrorState
        title="The decisions could not be loaded"
        problem={decisions.error}
        onRetry={() => void decisions.refetch()}
      />
    );
  }
  const items = decisions.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState icon="note" title="Nothing was decided yet">
        Each decision about a note or an author is kept here, with who made it and when.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <caption className="sr-only">Decisions, the last first</caption>
          <thead>
            <tr>
              <th scope="col">Note</th>
              <th scope="col">Decision</th>
              <th scope="col">Author</th>
              <th scope="col">By</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={`${one.decided_at} ${one.note ?? one.author} ${one.decision}`}>
                <th scope="row">
                  <What decision={one} />
                  {one.reason && <span className="decision__reason">{one.reason}</span>}
                </th>
                <td>
                  <Badge tone={WORDS[one.decision].tone}>{WORDS[one.decision].title}</Badge>
                </td>
                <td>{one.author}</td>
                <td>{one.decided_by}</td>
                <td>
                  <time dateTime={one.decided_at} title={fullTime(one.decided_at)}>
                    {shortAge(one.decided_at, now)}
                  </time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {decisions.hasNextPage && (
        <Button
          tone="quiet"
          className="rows__more"
          busy={decisions.isFetchingNextPage}
          onClick={() => void decisions.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}

function What({ decision }: { decision: DecisionRow }) {
  if (decision.note === null) {
    return <span>All notes of the author: {count(decision.notes, "note", "notes")}</span>;
  }
  return (
    <Link className="table__link" to={`/knowledge/${encodeURIComponent(decision.note)}`}>
      {decision.title}
    </Link>
  );
}
