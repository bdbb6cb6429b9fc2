import { useEffect, useRef } from "react";
import { languageOf } from "../format/words.ts";
import { words as inbox } from "../inbox/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { KINDS, type SearchQuery } from "./address.ts";
import { words } from "./words.ts";

interface Props {
  readonly text: string;
  readonly query: SearchQuery;
  readonly onText: (text: string) => void;
  readonly onChange: (query: SearchQuery) => void;
}

export function Narrowing({ text, query, onText, onChange }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const pick = (name: keyof SearchQuery) => (value: string) =>
    onChange({ ...query, [name]: value });
  return (
    <search className="search">
      <div className="filters__search search__field">
        <Icon name="search" />
        <input
          ref={field}
          className="input"
          type="search"
          aria-label={words.field}
          placeholder={words.field}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
      <div className="search__narrow">
        <Pick
          label={words.kind}
          value={query.kind}
          options={KINDS.map((id) => [id, words.kinds[id]])}
          onPick={pick("kind")}
        />
        <Pick
          label={words.state}
          value={query.state ?? ""}
          options={[["", words.anyState], ...Object.entries(inbox.states)]}
          onPick={pick("state")}
        />
        <Pick
          label={words.saidBy}
          value={query.role ?? ""}
          options={[["", words.anyone], ...Object.entries(words.roles)]}
          onPick={pick("role")}
        />
        <Pick
          label={words.language}
          value={query.locale ?? ""}
          options={[
            ["", words.anyLanguage],
            ["en", languageOf("en")],
            ["zh", languageOf("zh")],
          ]}
          onPick={pick("locale")}
        />
        <Day label={words.since} value={query.since} onPick={pick("since")} />
        <Day label={words.until} value={query.until} onPick={pick("until")} />
      </div>
    </search>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly string[])[];
  readonly onPick: (value: string) => void;
}

function Pick({ label, value, options, onPick }: PickProps) {
  return (
    <select
      className="input"
      aria-label={label}
      value={value}
      onChange={(event) => onPick(event.target.value)}
    >
      {options.map(([id, title]) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onPick: (value: string) => void;
}

function Day({ label, value = "", onPick }: DayProps) {
  return (
    <label className="search__day">
      {label}
      <input
        className="input"
        type="date"
        value={value}
        onChange={(event) => onPick(event.target.value)}
      />
    </label>
  );
}
