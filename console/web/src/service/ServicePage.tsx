import { AdminOnly } from "../app/AdminOnly.tsx";
import { usePeople } from "../people/people.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { CapacityList } from "./CapacityList.tsx";
import { HoursForm } from "./HoursForm.tsx";
import { RulesForm } from "./RulesForm.tsx";
import { useHours, useRules, useTeams } from "./service.ts";
import { TeamList } from "./TeamList.tsx";
import { words } from "./words.ts";

export function ServicePage() {
  useTitle(words.title);
  return (
    <AdminOnly>
      <Settings />
    </AdminOnly>
  );
}

function Settings() {
  const rules = useRules();
  const people = usePeople();
  const teams = useTeams();
  const hours = useHours();
  const parts = [rules, people, teams, hours];
  const broken = parts.find((part) => part.isError && !part.data);
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{words.line}</span>
      </header>
      {broken && (
        <ErrorState
          title={words.failed}
          problem={broken.error}
          onRetry={() => void Promise.all(parts.map((part) => part.refetch()))}
        />
      )}
      {!broken && parts.some((part) => part.isPending) && (
        <Skeleton rows={8} label={words.loading} />
      )}
      {rules.data && people.data && teams.data && hours.data && (
        <div className="settings">
          <TeamList teams={teams.data} people={people.data} />
          <RulesForm rules={rules.data} />
          <CapacityList people={people.data} />
          {hours.data.map((site) => (
            <HoursForm key={site.site} site={site} />
          ))}
        </div>
      )}
    </div>
  );
}
