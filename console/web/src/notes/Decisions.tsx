import { Link } from "react-router";
import type { DecisionRow, NoteDecision } from "../api/notes.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useDecisions } from "./notes.ts";
import { words } from "./words.ts";

const TONES: Readonly<Record<NoteDecision, Tone>> = {
  approved: "good",
  edited: "good",
  rejected: "danger",
  duplicate: "plain",
  quarantined: "danger",
  released: "info",
};

/** Who decided what and when. */
export function Decisions() {
  const decisions = useDecisions();
  const now = useNow(60_000);
  if (decisions.isPending) return <Skeleton rows={8} label={words.loadingDecisions} />;
  if (decisions.isError && !decisions.data) {
    return (
      <ErrorState
        title={words.decisionsNotLoaded}
        problem={decisions.error}
        onRetry={() => void decisions.refetch()}
      />
    );
  }
  const items = decisions.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState icon="note" title={words.noDecisions}>
        {words.noDecisionsText}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <caption className="sr-only">{words.decisions}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.note}</th>
              <th scope="col">{words.columns.decision}</th>
              <th scope="col">{words.columns.author}</th>
              <th scope="col">{words.columns.by}</th>
              <th scope="col">{words.columns.when}</th>
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
                  <Badge tone={TONES[one.decision]}>{words.decided[one.decision]}</Badge>
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
          {words.more}
        </Button>
      )}
    </>
  );
}

function What({ decision }: { decision: DecisionRow }) {
  if (decision.note === null) {
    return <span>{words.allOf(decision.notes)}</span>;
  }
  return (
    <Link className="table__link" to={`/knowledge/${encodeURIComponent(decision.note)}`}>
      {decision.title}
    </Link>
  );
}
