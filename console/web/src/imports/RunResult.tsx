import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "react-router";
import type { ImportRun } from "../api/imports.ts";
import { keys } from "../api/queries.ts";
import { problemInWords } from "../knowledge/words-problems.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { countsOf, useImportRun } from "./imports.ts";
import { words } from "./words.ts";

/** How far an import is; after a check, what would happen and the way on. */
export function RunResult({ id, onImport }: { id: string; onImport: () => void }) {
  const run = useImportRun(id);
  const cache = useQueryClient();
  const state = run.data?.state;
  useEffect(() => {
    if (state === undefined || state === "running") return;
    void cache.invalidateQueries({ queryKey: keys.imports, exact: true });
    void cache.invalidateQueries({ queryKey: keys.articles });
    void cache.invalidateQueries({ queryKey: ["notes"] });
  }, [cache, state]);
  if (run.isError && !run.data) {
    return (
      <ErrorState title={words.notLoaded} problem={run.error} onRetry={() => void run.refetch()} />
    );
  }
  if (!run.data || run.data.state === "running") return <Running run={run.data} />;
  return <Ended run={run.data} onImport={onImport} />;
}

function Running({ run }: { run: ImportRun | undefined }) {
  const known = run !== undefined && run.total > 0;
  const what = run?.dry_run === false ? words.importing : words.checking;
  return (
    <section className="run" aria-label={words.title} aria-busy="true">
      <p role="status">{known ? words.progress(what, run.done, run.total) : words.started(what)}</p>
      <progress
        className="run__bar"
        aria-label={words.howFar}
        {...(known ? { value: run.done, max: run.total } : {})}
      />
    </section>
  );
}

function Ended({ run, onImport }: { run: ImportRun; onImport: () => void }) {
  const failed = run.state !== "done";
  const taken = run.created + run.updated + run.unchanged;
  return (
    <section className="run" aria-label={words.title}>
      <p className={`run__verdict ${failed ? "run__verdict--bad" : ""}`} role="status">
        <Icon name={failed ? "alert" : "check"} />
        {failed ? words.unread(problemInWords(run.failure)) : verdictOf(run)}
      </p>
      {!failed && <p className="run__counts">{countsOf(run)}</p>}
      {run.problems.length > 0 && (
        <details className="run__problems" open={run.problems.length <= 20}>
          <summary>{words.badLines(run.bad)}</summary>
          <ul>
            {run.problems.map((problem) => (
              <li key={problem}>{problemInWords(problem)}</li>
            ))}
          </ul>
          {run.bad > run.problems.length && <p>{words.firstShown(run.problems.length)}</p>}
        </details>
      )}
      {run.dry_run && taken > 0 && (
        <Button tone="primary" onClick={onImport}>
          {run.bad > 0 ? words.importGood : words.import}
        </Button>
      )}
      {!run.dry_run && run.waiting > 0 && (
        <p className="run__next">
          <Link to="/notes">{words.next.review}</Link>
          {words.next.or}
          <Link to="/knowledge?state=draft">{words.next.drafts}</Link>
        </p>
      )}
    </section>
  );
}

function verdictOf(run: ImportRun): string {
  if (run.dry_run) return words.wouldDo;
  return words.imported(run.source);
}
