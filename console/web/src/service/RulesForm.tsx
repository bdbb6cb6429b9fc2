import { type FormEvent, useState } from "react";
import { messageOf } from "../api/http.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { notices } from "../ui/notices.ts";
import { type Rules, useSaveRules } from "./service.ts";
import { words } from "./words.ts";

const MINUTES = ["answer_minutes", "away_minutes"] as const;
const LABELS = { answer_minutes: words.answerMinutes, away_minutes: words.awayMinutes };

export function RulesForm({ rules }: { rules: Rules }) {
  const [draft, setDraft] = useState(rules);
  const save = useSaveRules();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, {
      onSuccess: () => notices.add(words.saved),
      onError: (problem) => notices.add(messageOf(problem), "attention"),
    });
  };
  return (
    <form className="settings__part form" onSubmit={submit} aria-labelledby="rules-title">
      <h2 id="rules-title" className="now__title">
        {words.routing}
      </h2>
      <Field label={words.assignment}>
        {(ids) => (
          <select
            {...ids}
            className="input input--select"
            value={draft.assignment}
            onChange={(event) =>
              setDraft({ ...draft, assignment: event.target.value as Rules["assignment"] })
            }
          >
            <option value="offered">{words.offered}</option>
            <option value="automatic">{words.automatic}</option>
          </select>
        )}
      </Field>
      {MINUTES.map((name) => (
        <Field key={name} label={LABELS[name]} hint={words.zero}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="number"
              required
              min={0}
              max={1440}
              value={draft[name]}
              onChange={(event) => setDraft({ ...draft, [name]: event.target.valueAsNumber || 0 })}
            />
          )}
        </Field>
      ))}
      <Button type="submit" tone="primary" busy={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
