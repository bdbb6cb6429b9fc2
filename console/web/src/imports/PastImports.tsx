import type { ImportRow } from "../api/imports.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { problemInWords } from "../knowledge/words-problems.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { countsOf, useImports } from "./imports.ts";
import { words } from "./words.ts";

const TONES: Readonly<Record<ImportRow["state"], Tone>> = {
  running: "info",
  done: "good",
  failed: "danger",
  broken_off: "attention",
};

export function PastImports() {
  const imports = useImports();
  const now = useNow(60_000);
  if (!imports.data || imports.data.length === 0) return null;
  return (
    <section className="import__past" aria-labelledby="past-imports">
      <h2 id="past-imports">{words.lately}</h2>
      <ul>
        {imports.data.map((run) => (
          <li key={run.id} className="import__run">
            <Badge tone={TONES[run.state]}>
              {run.dry_run && run.state === "done" ? words.states.checked : words.states[run.state]}
            </Badge>
            <span className="import__source">{run.source}</span>
            <span className="import__facts">
              {run.state === "failed" ? problemInWords(run.failure) : countsOf(run)} ·{" "}
              {run.started_by} ·{" "}
              <time dateTime={run.started_at} title={fullTime(run.started_at)}>
                {shortAge(run.started_at, now)}
              </time>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
