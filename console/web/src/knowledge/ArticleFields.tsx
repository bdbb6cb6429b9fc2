import type { ArticleText } from "../api/articles.ts";
import type { Tier } from "../api/types.ts";
import { fromLocalInput, toLocalInput } from "../format/moment.ts";
import { languageOf } from "../format/words.ts";
import { Field } from "../ui/Field.tsx";
import { LOCALES, TIERS } from "./options.ts";
import { words } from "./words.ts";

interface Props {
  readonly text: ArticleText;
  readonly locale: string;
  readonly localeFixed: boolean;
  readonly onLocale: (locale: string) => void;
  readonly onChange: (part: Partial<ArticleText>) => void;
}

export function ArticleFields({ text, locale, localeFixed, onLocale, onChange }: Props) {
  const locales = LOCALES.includes(locale) ? LOCALES : [...LOCALES, locale];
  return (
    <div className="editor__fields">
      <Field label={words.language}>
        {(ids) => (
          <select
            {...ids}
            className="input input--select"
            disabled={localeFixed}
            value={locale}
            onChange={(event) => onLocale(event.target.value)}
          >
            {locales.map((id) => (
              <option key={id} value={id}>
                {languageOf(id)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.fields.tier}>
        {(ids) => (
          <select
            {...ids}
            className="input input--select"
            value={text.tier}
            onChange={(event) => onChange({ tier: event.target.value as Tier })}
          >
            {TIERS.map((tier) => (
              <option key={tier.id} value={tier.id}>
                {tier.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.fields.url}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            inputMode="url"
            placeholder={words.urlHint}
            maxLength={2_000}
            value={text.url ?? ""}
            onChange={(event) => onChange({ url: event.target.value || null })}
          />
        )}
      </Field>
      <Moment
        label={words.fields.valid_from}
        value={text.valid_from}
        onChange={(valid_from) => onChange({ valid_from })}
      />
      <Moment
        label={words.fields.valid_until}
        value={text.valid_until}
        problem={isBackwards(text) ? words.backwards : undefined}
        onChange={(valid_until) => onChange({ valid_until })}
      />
    </div>
  );
}

interface MomentProps {
  readonly label: string;
  readonly value: string | null;
  readonly problem?: string | undefined;
  readonly onChange: (value: string | null) => void;
}

/** Empty means without a limit on that side. */
function Moment({ label, value, problem, onChange }: MomentProps) {
  return (
    <Field label={label} problem={problem}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          type="datetime-local"
          value={toLocalInput(value)}
          onChange={(event) => onChange(fromLocalInput(event.target.value))}
        />
      )}
    </Field>
  );
}

function isBackwards({ valid_from, valid_until }: ArticleText): boolean {
  return valid_from !== null && valid_until !== null && valid_from >= valid_until;
}
