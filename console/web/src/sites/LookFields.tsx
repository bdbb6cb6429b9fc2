import { useState } from "react";
import { LANGUAGES } from "../locales/language.ts";
import { Field } from "../ui/Field.tsx";
import { type Colours, type Look, type LookTexts, NO_TEXTS } from "./sites.ts";
import { words } from "./words.ts";

interface Props {
  readonly look: Look;
  readonly colours: Colours | undefined;
  readonly onChange: (look: Look) => void;
}

export function LookFields({ look, colours, onChange }: Props) {
  const change = (part: Partial<Look>) => onChange({ ...look, ...part });
  const given = colours ? colours.light.given && colours.dark.given : true;
  const hint = !colours
    ? words.accentHint
    : given
      ? words.asGiven
      : words.moved(colours.light.colour, colours.dark.colour);
  return (
    <section className="site-form__part" aria-label={words.look}>
      <h2 className="site-form__title">{words.look}</h2>
      <p className="field__hint">{words.preview}</p>
      <Field label={words.accent} hint={hint}>
        {(ids) => (
          <span className="site-form__colour">
            <input
              {...ids}
              className="input"
              pattern="#[0-9A-Fa-f]{6}"
              placeholder="#1d5c4a"
              value={look.accent}
              onChange={(event) => change({ accent: event.target.value.trim() })}
            />
            <input
              type="color"
              aria-label={words.accent}
              value={/^#[0-9a-f]{6}$/i.test(look.accent) ? look.accent : "#1d5c4a"}
              onChange={(event) => change({ accent: event.target.value })}
            />
          </span>
        )}
      </Field>
      <Field label={words.corner}>
        {(ids) => (
          <input
            {...ids}
            type="range"
            min={0}
            max={28}
            value={look.corner}
            onChange={(event) => change({ corner: Number(event.target.value) })}
          />
        )}
      </Field>
      <Field label={words.position}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={look.position}
            onChange={(event) => change({ position: event.target.value as Look["position"] })}
          >
            <option value="end">{words.end}</option>
            <option value="start">{words.start}</option>
          </select>
        )}
      </Field>
      <Field label={words.avatar} hint={words.avatarHint}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={2}
            value={look.avatar}
            onChange={(event) => change({ avatar: event.target.value })}
          />
        )}
      </Field>
      <Words look={look} onChange={change} />
    </section>
  );
}

function Words({ look, onChange }: { look: Look; onChange: (part: Partial<Look>) => void }) {
  const [language, choose] = useState<string>(LANGUAGES[0].id);
  const texts = look.texts[language] ?? NO_TEXTS;
  const change = (part: Partial<LookTexts>) =>
    onChange({ texts: { ...look.texts, [language]: { ...texts, ...part } } });
  const line = (label: string, name: "launcher" | "greeting" | "line", most: number) => (
    <Field label={label} hint={words.own}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          maxLength={most}
          value={texts[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <Field label={words.textsIn}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={language}
            onChange={(event) => choose(event.target.value)}
          >
            {LANGUAGES.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      {line(words.launcher, "launcher", 80)}
      {line(words.greeting, "greeting", 200)}
      {line(words.line, "line", 200)}
      <Field label={words.topics} hint={words.topicsHint}>
        {(ids) => (
          <textarea
            {...ids}
            className="input input--area"
            rows={4}
            value={texts.topics.join("\n")}
            onChange={(event) =>
              change({
                topics: event.target.value ? event.target.value.split("\n").slice(0, 6) : [],
              })
            }
          />
        )}
      </Field>
    </>
  );
}
