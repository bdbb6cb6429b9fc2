import { type FormEvent, useState } from "react";
import type { Person } from "../api/types.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { words as ui } from "../ui/words.ts";
import { parted, type TeamDraft, useSaveTeam } from "./service.ts";
import { words } from "./words.ts";

interface Props {
  readonly draft: TeamDraft;
  readonly people: readonly Person[];
  readonly onClose: () => void;
}

const LISTS = [
  { name: "languages", label: words.languages, hint: words.languagesHint },
  { name: "topics", label: words.topics, hint: words.topicsHint },
] as const;

export function TeamDialog({ draft, people, onClose }: Props) {
  const [name, setName] = useState(draft.name);
  const [lists, setLists] = useState({
    languages: draft.languages.join(", "),
    topics: draft.topics.join(", "),
  });
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set(draft.members));
  const save = useSaveTeam();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      {
        id: draft.id,
        name,
        languages: parted(lists.languages),
        topics: parted(lists.topics),
        members: [...members],
      },
      { onSuccess: onClose },
    );
  };
  const toggle = (id: string, on: boolean) => {
    const next = new Set(members);
    if (on) next.add(id);
    else next.delete(id);
    setMembers(next);
  };
  return (
    <Dialog open onClose={onClose} title={draft.name || words.newTeam}>
      <form className="form" onSubmit={submit}>
        <Field label={words.name}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {LISTS.map((list) => (
          <Field key={list.name} label={list.label} hint={list.hint}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                value={lists[list.name]}
                onChange={(event) => setLists({ ...lists, [list.name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <fieldset className="settings__members">
          <legend className="field__label">{words.members}</legend>
          {people
            .filter((person) => person.state !== "disabled")
            .map((person) => (
              <label key={person.id} className="settings__member">
                <input
                  type="checkbox"
                  checked={members.has(person.id)}
                  onChange={(event) => toggle(person.id, event.target.checked)}
                />
                {person.name}
              </label>
            ))}
        </fieldset>
        <FormProblem problem={save.error} />
        <div className="dialog__actions">
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button type="submit" tone="primary" busy={save.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
