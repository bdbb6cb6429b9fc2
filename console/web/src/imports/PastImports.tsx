import type { ImportRow } from "../api/imports.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { countsOf, useImports } from "./imports.ts";

const STATES: Readonly<
  Record<ImportRow["state"], { readonly title: string; readonly tone: Tone }>
> = {
  running: { title: "Running", tone: "info" },
  done: { title: "Done", tone: "good" },
  failed: { title: "Failed", tone: "danger" },
  broken_off: { title: "Broken off", tone: "attention" },
};

export function PastImports() {
  const imports = useImports();
  const now = useNow(60_000);
  if (!imports.data || imports.data.length === 0) return null;
  return (
    <section className="import__past" aria-labelledby="past-imports">
      <h2 id="past-imports">Lately</h2>
      <ul>
        {imports.data.map((run) => (
          <li key={run.id} className="import__run">
            <Badge tone={STATES[run.state].tone}>
              {run.dry_run && run.state === "done" ? "Checked" : STATES[run.state].title}
            </Badge>
            <span className="import__source">{run.source}</span>
            <span className="import__facts">
              {run.state === "failed" ? run.failure : countsOf(run)} · {run.started_by} ·{" "}
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
