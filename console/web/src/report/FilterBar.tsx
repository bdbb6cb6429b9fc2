import { languageOf } from "../format/words.ts";
import { language } from "../locales/language.ts";
import { useTeams } from "../service/service.ts";
import { Field } from "../ui/Field.tsx";
import { dayBefore, downloadPath, type Filters } from "./report.ts";
import { words } from "./words.ts";

const LANGUAGES = ["en", "zh"];

interface Props {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

export function FilterBar({ filters, onChange }: Props) {
  const teams = useTeams().data ?? [];
  const today = dayBefore(0);
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  return (
    <div className="filters">
      <Field label={words.since}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            type="date"
            max={filters.until || today}
            value={filters.since}
            onChange={(event) => change({ since: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.until}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            type="date"
            min={filters.since}
            max={today}
            value={filters.until}
            onChange={(event) => change({ until: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.team}>
        {(ids) => (
          <select
            {...ids}
            className="input input--select"
            value={filters.team}
            onChange={(event) => change({ team: event.target.value })}
          >
            <option value="">{words.everybody}</option>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.language}>
        {(ids) => (
          <select
            {...ids}
            className="input input--select"
            value={filters.language}
            onChange={(event) => change({ language: event.target.value })}
          >
            <option value="">{words.everyLanguage}</option>
            {LANGUAGES.map((one) => (
              <option key={one} value={one}>
                {languageOf(one, language)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <a className="button button--plain filters__download" href={downloadPath(filters)} download>
        {words.download}
      </a>
    </div>
  );
}
