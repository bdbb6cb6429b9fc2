import { type FormEvent, useState } from "react";
import { languageOf } from "../format/words.ts";
import { LANGUAGES } from "../locales/language.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { type SavedReply, useSaveReply, useTeams } from "./replies.ts";
import { words } from "./words.ts";

interface Props {
  /** None where a new one is written. */
  readonly reply: SavedReply | null;
  readonly variables: readonly string[];
  readonly onClose: () => void;
}

export function ReplyDialog({ reply, variables, onClose }: Props) {
  const saving = useSaveReply(reply?.id ?? null);
  const teams = useTeams();
  const [title, setTitle] = useState(reply?.title ?? "");
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [team, setTeam] = useState(reply?.team ?? "");
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(reply?.texts ?? {});
  const locales = [...new Set([...LANGUAGES.map((one) => one.id), ...Object.keys(texts)])];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const written = Object.entries(texts).filter(([, text]) => text.trim());
    const draft = { title, shortcut, texts: Object.fromEntries(written), team: team || null };
    saving.mutate(draft, { onSuccess: onClose });
  };
  return (
    <Dialog open onClose={onClose} title={reply ? words.edit : words.make} wide>
      <form className="form" onSubmit={submit}>
        <Field label={words.name}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              maxLength={80}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.shortcut} hint={words.shortcutHint}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              maxLength={40}
              autoComplete="off"
              value={shortcut}
              onChange={(event) => setShortcut(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.forWhom}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={team}
              onChange={(event) => setTeam(event.target.value)}
            >
              <option value="">{words.everybody}</option>
              {(teams.data?.items ?? []).map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {locales.map((locale) => (
          <Field key={locale} label={words.textIn(languageOf(locale))}>
            {(ids) => (
              <textarea
                {...ids}
                className="input input--area"
                rows={3}
                maxLength={4_000}
                lang={locale}
                value={texts[locale] ?? ""}
                onChange={(event) => setTexts({ ...texts, [locale]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <p className="field__hint">
          {words.variables}: {variables.map((name) => `{{${name}}}`).join(" ")}
          <br />
          {words.variablesHint}
        </p>
        <FormProblem problem={saving.error} />
        <div className="dialog__actions">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" tone="primary" busy={saving.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
