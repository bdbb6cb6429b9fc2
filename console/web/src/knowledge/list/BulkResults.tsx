import { Link } from "react-router";
import { Badge } from "../../ui/Badge.tsx";
import { words as knowledge } from "../words.ts";
import { type BulkRun, countOf, type Outcome, type Result } from "./bulk.ts";
import { words } from "./words.ts";

const ORDER: readonly Outcome[] = ["refused", "changed_meanwhile", "gone", "done", "unchanged"];
/** More lines than this help nobody; what went wrong comes first. */
const MOST_LINES = 200;

export function BulkResults({ run }: { run: BulkRun }) {
  const tried = run.results.length;
  const all = tried + run.waiting.length;
  const lines = run.results.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return (
    <div className="bulk-results">
      <progress className="bulk-results__bar" max={all} value={tried} aria-label={words.howFar} />
      <p role="status">{summaryOf(run)}</p>
      {run.problem && (
        <p className="form__problem" role="alert">
          {run.problem}
        </p>
      )}
      {!run.running && (
        <ul className="bulk-results__list" aria-label={words.results}>
          {lines.slice(0, MOST_LINES).map((result) => (
            <Line key={result.id} result={result} />
          ))}
        </ul>
      )}
      {!run.running && lines.length > MOST_LINES && (
        <p className="field__hint">{words.more(lines.length - MOST_LINES)}</p>
      )}
    </div>
  );
}

function Line({ result }: { result: Result }) {
  const fine = result.outcome === "done" || result.outcome === "unchanged";
  return (
    <li className="bulk-results__line">
      <Link to={`/knowledge/${encodeURIComponent(result.id)}`}>
        {result.title || knowledge.untitled}
      </Link>
      <Badge tone={fine ? (result.outcome === "done" ? "good" : "plain") : "danger"}>
        {words.outcomes[result.outcome]}
      </Badge>
      {result.message && <span className="field__hint">{result.message}</span>}
    </li>
  );
}

function summaryOf({ results, waiting, running }: BulkRun): string {
  const parts = ORDER.map(
    (outcome) => [words.outcomes[outcome], countOf(results, outcome)] as const,
  )
    .filter(([, number]) => number > 0)
    .map(([what, number]) => words.result(what, number));
  if (waiting.length > 0)
    parts.push(words.result(running ? words.toGo : words.notTried, waiting.length));
  return parts.join(" · ");
}
