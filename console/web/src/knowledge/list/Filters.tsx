import { useId } from "react";
import { languageOf } from "../../format/words.ts";
import { usePeople } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { ATTENTION, LIST_STATES, LOCALES, TIERS } from "../options.ts";
import { words as knowledge } from "../words.ts";
import { type ArticleFilter, withFilter, withoutFilters } from "./filters.ts";
import { useTags } from "./list.ts";
import type { ChangeAddress } from "./useAddress.ts";
import { words } from "./words.ts";

interface Props {
  readonly filter: ArticleFilter;
  readonly onSearch: ChangeAddress;
}

export function Filters({ filter, onSearch }: Props) {
  const tags = useTags().data ?? [];
  const people = usePeople().data ?? [];
  const set = (name: keyof ArticleFilter) => (value: string) =>
    onSearch((known) => withFilter(known, name, value), { replace: true });
  const filtered = Object.values(filter).some(Boolean);
  return (
    <search className="filters">
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={filter.q}
        onChange={set("q")}
      />
      <Filter
        label={knowledge.state}
        value={filter.state}
        options={LIST_STATES}
        onChange={set("state")}
      />
      <Filter
        label={knowledge.language}
        value={filter.locale}
        options={LOCALES.map((id) => ({ id, title: languageOf(id) }))}
        onChange={set("locale")}
      />
      <Filter
        label={knowledge.fields.tier}
        value={filter.tier}
        options={TIERS}
        onChange={set("tier")}
      />
      <Filter
        label={words.tag}
        value={filter.tag}
        options={tags.map(({ tag, articles }) => ({ id: tag, title: `${tag} (${articles})` }))}
        onChange={set("tag")}
      />
      <Filter
        label={knowledge.owner}
        value={filter.owner}
        options={people.map(({ id, name }) => ({ id, title: name }))}
        onChange={set("owner")}
      />
      <Filter
        label={words.attention}
        value={filter.attention}
        options={ATTENTION}
        onChange={set("attention")}
      />
      {filtered && (
        <Button
          tone="quiet"
          icon="close"
          onClick={() => onSearch((known) => withoutFilters(known), { replace: true })}
        >
          {words.clear}
        </Button>
      )}
    </search>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly title: string }[];
  readonly onChange: (value: string) => void;
}

function Filter({ label, value, options, onChange }: FilterProps) {
  const id = useId();
  const known = options.some((option) => option.id === value);
  return (
    <span className="filters__one">
      <label className="sr-only" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={`input input--select ${value ? "filters__set" : ""}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{words.all(label)}</option>
        {/* An address may name what is not there any more. */}
        {value && !known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.title}
          </option>
        ))}
      </select>
    </span>
  );
}
