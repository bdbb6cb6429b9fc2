import { Popover } from "radix-ui";
import { useState } from "react";
import { languageOf, reasonOf } from "../format/words.ts";
import { useLive } from "../live/LiveProvider.tsx";
import { useAgent } from "../session/session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { type InboxQuery, NARROWED, type Narrowed, searchOf } from "./query.ts";
import { SaveFilterDialog } from "./SaveFilterDialog.tsx";
import { words } from "./words.ts";

const LANGUAGES = ["en", "zh"];
const REASONS = [
  "asked_for_person",
  "not_understood",
  "not_answered",
  "case",
  "failed",
  "angry",
  "repeated",
];

interface Props {
  readonly query: InboxQuery;
  readonly onNarrow: (query: InboxQuery) => void;
}

/** What the list is narrowed to, and a way to keep that under a name. */
export function FilterBar({ query, onNarrow }: Props) {
  const [saving, setSaving] = useState(false);
  const narrowed = NARROWED.filter((name) => query[name]).length;
  const change = (by: Narrowed) => onNarrow({ ...query, ...by });
  return (
    <>
      <Popover.Root>
        <Popover.Trigger className={`filter-button ${narrowed ? "filter-button--on" : ""}`}>
          <Icon name="filter" />
          {words.filter}
          {narrowed > 0 && <span className="filter-button__count">{narrowed}</span>}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="popover"
            sideOffset={6}
            align="end"
            collisionPadding={8}
            aria-label={words.filter}
          >
            <Choices query={query} onChange={change} />
            <div className="popover__deeds">
              <Button
                tone="quiet"
                disabled={!searchOf(query)}
                onClick={() => onNarrow({ view: query.view })}
              >
                {words.clear}
              </Button>
              <Button tone="primary" onClick={() => setSaving(true)}>
                {words.save}
              </Button>
            </div>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <SaveFilterDialog open={saving} query={query} onClose={() => setSaving(false)} />
    </>
  );
}

function Choices({ query, onChange }: { query: InboxQuery; onChange: (by: Narrowed) => void }) {
  const me = useAgent();
  const agents = useLive((state) => state.agents).filter((one) => one.id !== me.id);
  return (
    <>
      <Select
        label={words.byLanguage}
        any={words.anyLanguage}
        value={query.locale ?? ""}
        options={LANGUAGES.map((id) => [id, languageOf(id)] as const)}
        onChange={(locale) => onChange({ locale })}
      />
      <Select
        label={words.byReason}
        any={words.anyReason}
        value={query.reason ?? ""}
        options={REASONS.map((id) => [id, reasonOf(id)] as const)}
        onChange={(reason) => onChange({ reason })}
      />
      <Select
        label={words.byMood}
        any={words.anyMood}
        value={query.mood ?? ""}
        options={Object.entries(words.moods)}
        onChange={(mood) => onChange({ mood })}
      />
      <Select
        label={words.byAgent}
        any={words.anyone}
        value={query.assignee ?? ""}
        options={[[me.id, words.me] as const, ...agents.map((one) => [one.id, one.name] as const)]}
        onChange={(assignee) => onChange({ assignee })}
      />
      <Field label={words.byOrder}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            placeholder={words.orderHint}
            defaultValue={query.order ?? ""}
            onBlur={(event) => onChange({ order: event.target.value.trim() })}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
          />
        )}
      </Field>
    </>
  );
}

interface SelectProps {
  readonly label: string;
  readonly any: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

function Select({ label, any, value, options, onChange }: SelectProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{any}</option>
          {options.map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
