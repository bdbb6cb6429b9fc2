import { waitOf } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { numeral } from "../locales/words.ts";
import { LinkState } from "./LinkState.tsx";
import { useOverview } from "./overview.ts";
import { words } from "./words.ts";

/** A supervisor's first view in one line; true even when one figure could not be had. */
export function OverviewStrip() {
  const overview = useOverview();
  const data = overview.data;
  return (
    <section className="overview" aria-label={words.now}>
      <dl className="overview__figures">
        <Figure label={words.waiting} value={data?.waiting} loud={(data?.waiting ?? 0) > 0} />
        <div className="overview__figure">
          <dt>{words.longest}</dt>
          <dd>
            {typeof data?.longest_wait_s === "number" ? (
              <LongestWait seconds={data.longest_wait_s} since={overview.dataUpdatedAt} />
            ) : (
              "–"
            )}
          </dd>
        </div>
        <Figure label={words.withPeople} value={data?.with_people} />
        <Figure label={words.online} value={data?.agents_online} />
      </dl>
      <LinkState />
    </section>
  );
}

function Figure({
  label,
  value,
  loud = false,
}: {
  label: string;
  value: number | undefined;
  loud?: boolean;
}) {
  return (
    <div className={`overview__figure ${loud ? "overview__figure--loud" : ""}`}>
      <dt>{label}</dt>
      <dd>{value === undefined ? "–" : numeral(value)}</dd>
    </div>
  );
}

function LongestWait({ seconds, since }: { seconds: number; since: number }) {
  const now = useNow(1_000);
  return <>{waitOf(seconds + Math.max(0, now - since) / 1_000)}</>;
}
