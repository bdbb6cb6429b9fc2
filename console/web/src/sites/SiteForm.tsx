import { type FormEvent, useState } from "react";
import { messageOf } from "../api/http.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { LookFields } from "./LookFields.tsx";
import { RuleFields } from "./RuleFields.tsx";
import { type Look, type Rule, type Site, useColours, useSaveSite } from "./sites.ts";
import { useWidgetPreview } from "./useWidgetPreview.ts";
import { words } from "./words.ts";

export function SiteForm({ site }: { site: Site }) {
  const [name, setName] = useState(site.name);
  const [origins, setOrigins] = useState(site.origins.join("\n"));
  const [look, setLook] = useState<Look>(site.look);
  const [rules, setRules] = useState<readonly Rule[]>(site.rules);
  const [copied, setCopied] = useState(false);
  const colours = useColours(look.accent).data;
  const save = useSaveSite();
  useWidgetPreview(site.key, look, colours);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lines = origins.split("\n").map((line) => line.trim());
    save.mutate({ ...site, name, look, rules, origins: lines.filter(Boolean) });
  };
  const copy = () => void navigator.clipboard.writeText(site.tag).then(() => setCopied(true));
  return (
    <form className="site-form" onSubmit={submit}>
      <section className="site-form__part" aria-label={words.tag}>
        <h2 className="site-form__title">{words.tag}</h2>
        <div className="site-form__tag">
          <code>{site.tag}</code>
          <Button icon="copy" onClick={copy}>
            {copied ? words.copied : words.copy}
          </Button>
        </div>
        <Field label={words.name}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.origins} hint={words.originsHint}>
          {(ids) => (
            <textarea
              {...ids}
              className="input input--area"
              rows={3}
              required
              value={origins}
              onChange={(event) => setOrigins(event.target.value)}
            />
          )}
        </Field>
      </section>
      <LookFields look={look} colours={colours} onChange={setLook} />
      <RuleFields rules={rules} onChange={setRules} />
      <footer className="site-form__foot">
        <Button tone="primary" type="submit" busy={save.isPending}>
          {words.save}
        </Button>
        <p role="status">
          {save.isSuccess && words.saved}
          {save.isError && `${words.notSaved}: ${messageOf(save.error)}`}
        </p>
      </footer>
    </form>
  );
}
