import { useState } from "react";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { reasonOf } from "../format/words.ts";
import { numeral } from "../locales/words.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { Bars } from "./Bars.tsx";
import { FilterBar } from "./FilterBar.tsx";
import {
  dayBefore,
  duration,
  type Filters,
  type OutcomeName,
  type Report,
  type Responses,
  useReport,
} from "./report.ts";
import { Shares } from "./Shares.tsx";
import { words } from "./words.ts";

const OUTCOMES = Object.keys(words.outcomeNames) as OutcomeName[];

export function ReportPage() {
  useTitle(words.title);
  return (
    <AdminOnly>
      <View />
    </AdminOnly>
  );
}

function View() {
  const [filters, setFilters] = useState<Filters>(() => ({
    since: dayBefore(6),
    until: dayBefore(0),
    team: "",
    language: "",
  }));
  const report = useReport(filters);
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        {report.data && <span className="page__count">{words.zone(report.data.time_zone)}</span>}
      </header>
      <FilterBar filters={filters} onChange={setFilters} />
      {report.isPending && <Skeleton rows={6} label={words.loading} />}
      {report.isError && (
        <ErrorState
          title={words.failed}
          problem={report.error}
          onRetry={() => void report.refetch()}
        />
      )}
      {report.data?.conversations === 0 && (
        <EmptyState icon="chart" title={words.empty}>
          {words.emptyText}
        </EmptyState>
      )}
      {report.data && report.data.conversations > 0 && <Figures report={report.data} />}
    </div>
  );
}

function Figures({ report }: { report: Report }) {
  const { outcomes, days, hours } = report;
  const resolved = outcomes.resolved_by_bot + outcomes.resolved_by_person;
  const volume = (of: readonly { conversations: number; handoffs: number }[]) => [
    { name: words.conversations, values: of.map((one) => one.conversations) },
    { name: words.handoffs, values: of.map((one) => one.handoffs) },
  ];
  return (
    <>
      <dl className="figures">
        <Figure label={words.conversations} value={numeral(report.conversations)} />
        <Figure label={words.handoffs} value={numeral(report.handoffs)} />
        <Speed label={words.firstPerson} of={report.first_person} />
        <Figure
          label={words.within3}
          value={share(report.first_person.within_3_minutes)}
          line={words.within3Line(report.first_person.answered, report.first_person.asked)}
        />
        <Speed label={words.firstAnswer} of={report.first_answer} />
        <Figure label={words.resolved} value={share(resolved / report.conversations)} />
      </dl>
      <Bars
        title={words.perDay}
        head={words.day}
        labels={days.map((one) => one.day.slice(5))}
        series={[
          ...volume(days),
          { name: words.resolvedShort, values: days.map((one) => one.resolved) },
        ]}
      />
      <Bars
        title={words.perHour}
        head={words.hour}
        labels={hours.map((one) => String(one.hour))}
        series={volume(hours)}
      />
      <div className="now">
        <Shares
          title={words.outcomes}
          note={words.outcomeNote}
          rows={OUTCOMES.map((name) => ({
            name: words.outcomeNames[name],
            count: outcomes[name],
          }))}
        />
        <div>
          <Shares
            title={words.reasons}
            none={words.noReasons}
            rows={report.reasons.map(({ key, count }) => ({ name: reasonOf(key), count }))}
          />
          <Shares
            title={words.ratings}
            rows={report.ratings.map(({ key, count }) => ({ name: words.stars(key), count }))}
          />
        </div>
      </div>
    </>
  );
}

function Speed({ label, of }: { label: string; of: Responses }) {
  const line = of.p90_s === null ? undefined : words.p90(duration(of.p90_s));
  return <Figure label={label} value={duration(of.median_s)} {...(line && { line })} />;
}

function Figure({ label, value, line }: { label: string; value: string; line?: string }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>
        {value}
        {line && <span className="figure__line">{line}</span>}
      </dd>
    </div>
  );
}

function share(of: number | null): string {
  return of === null ? words.nothing : `${Math.round(of * 100)} %`;
}
