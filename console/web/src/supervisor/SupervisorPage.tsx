import { Link } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { AvailabilityDot } from "../availability/AvailabilityDot.tsx";
import { words as here } from "../availability/words.ts";
import { secondsSince, waitOf } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { languageOf, reasonOf } from "../format/words.ts";
import { language } from "../locales/language.ts";
import { inARow, numeral } from "../locales/words.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { type AgentNow, type Now, useNowView, type WaitingOne } from "./supervisor.ts";
import { words } from "./words.ts";

export function SupervisorPage() {
  useTitle(words.title);
  return (
    <AdminOnly>
      <View />
    </AdminOnly>
  );
}

function View() {
  const view = useNowView();
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{words.line}</span>
      </header>
      {view.isPending && <Skeleton rows={6} label={words.loading} />}
      {view.isError && !view.data && (
        <ErrorState title={words.failed} problem={view.error} onRetry={() => void view.refetch()} />
      )}
      {view.data && <Everything now={view.data} />}
    </div>
  );
}

function Everything({ now }: { now: Now }) {
  return (
    <>
      <dl className="figures">
        <Figure label={words.waiting} value={now.waiting} loud={now.waiting > 0} />
        <div className="figure">
          <dt>{words.longest}</dt>
          <dd>{now.longest_since ? <Wait since={now.longest_since} /> : "–"}</dd>
        </div>
        <Figure label={words.served} value={now.served} />
        <Figure label={words.unanswered} value={now.unanswered} loud={now.unanswered > 0} />
        <Figure label={words.places} value={words.of(now.free, now.places)} />
        <Figure label={words.callbacks} value={now.callbacks} to="/callbacks" />
      </dl>
      <div className="now">
        <section className="now__part" aria-labelledby="now-queue">
          <h2 id="now-queue" className="now__title">
            {words.queue}
          </h2>
          {now.queue.length === 0 ? (
            <EmptyState icon="check" title={words.nobodyWaits}>
              {words.nobodyWaitsText}
            </EmptyState>
          ) : (
            <Queue queue={now.queue} waiting={now.waiting} />
          )}
        </section>
        <section className="now__part" aria-labelledby="now-people">
          <h2 id="now-people" className="now__title">
            {words.people}
          </h2>
          {now.agents.length === 0 ? <p>{words.noPeople}</p> : <People agents={now.agents} />}
        </section>
      </div>
    </>
  );
}

function Figure(props: { label: string; value: number | string; loud?: boolean; to?: string }) {
  const value = typeof props.value === "number" ? numeral(props.value) : props.value;
  return (
    <div className={`figure ${props.loud ? "figure--loud" : ""}`}>
      <dt>{props.label}</dt>
      <dd>{props.to ? <Link to={props.to}>{value}</Link> : value}</dd>
    </div>
  );
}

function Wait({ since }: { since: string }) {
  const now = useNow(1_000);
  return <>{waitOf(secondsSince(since, now))}</>;
}

function Queue({ queue, waiting }: { queue: readonly WaitingOne[]; waiting: number }) {
  return (
    <>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">{words.since}</th>
            <th scope="col">{words.why}</th>
            <th scope="col">{words.language}</th>
            <th scope="col">{words.team}</th>
          </tr>
        </thead>
        <tbody>
          {queue.map((one) => (
            <tr key={one.id}>
              <td className="facts__number">
                <Wait since={one.queued_at} />
              </td>
              <td>
                <Link to={`/inbox/queued/${one.id}`}>
                  {one.reason ? reasonOf(one.reason) : words.open}
                </Link>
                {one.unanswered_by.length > 0 && (
                  <span className="facts__aside">{words.unansweredBy(one.unanswered_by)}</span>
                )}
              </td>
              <td className="facts__state">{languageOf(one.locale, language)}</td>
              <td>{one.team ?? words.everybody}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {waiting > queue.length && <p className="now__more">{words.more(waiting - queue.length)}</p>}
    </>
  );
}

function People({ agents }: { agents: readonly AgentNow[] }) {
  return (
    <table className="facts">
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.load}</th>
          <th scope="col">{words.silent}</th>
        </tr>
      </thead>
      <tbody>
        {agents.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {one.name}
              {one.teams.length > 0 && <span className="facts__aside">{inARow(...one.teams)}</span>}
            </th>
            <td className="facts__state">
              <AvailabilityDot state={one.state} />{" "}
              <span aria-hidden="true">{here.states[one.state]}</span>
            </td>
            <td className="facts__number">
              {words.loadOf(one.held, one.capacity)}
              <meter
                className="load"
                min={0}
                max={one.capacity}
                value={one.held}
                aria-hidden="true"
              />
            </td>
            <td className="facts__number">{one.unanswered || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
