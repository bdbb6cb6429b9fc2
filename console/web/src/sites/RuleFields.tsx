import { LANGUAGES } from "../locales/language.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import type { Rule } from "./sites.ts";
import { words } from "./words.ts";

interface Props {
  readonly rules: readonly Rule[];
  readonly onChange: (rules: readonly Rule[]) => void;
}

export function RuleFields({ rules, onChange }: Props) {
  const change = (id: string, part: Partial<Rule>) =>
    onChange(rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)));
  const add = () => {
    const rule = { text: { en: "" }, address: "", product: "", seconds: 20, cart: null };
    onChange([...rules, { ...rule, id: crypto.randomUUID(), returning: false, enabled: true }]);
  };
  return (
    <section className="site-form__part" aria-label={words.rules}>
      <h2 className="site-form__title">{words.rules}</h2>
      <p className="field__hint">{words.rulesAbout}</p>
      {rules.length === 0 && <p className="details__none">{words.noRules}</p>}
      {rules.map((rule) => (
        <OneRule
          key={rule.id}
          rule={rule}
          onChange={(part) => change(rule.id, part)}
          onRemove={() => onChange(rules.filter((one) => one.id !== rule.id))}
        />
      ))}
      <Button icon="plus" onClick={add} disabled={rules.length >= 20}>
        {words.addRule}
      </Button>
    </section>
  );
}

interface OneProps {
  readonly rule: Rule;
  readonly onChange: (part: Partial<Rule>) => void;
  readonly onRemove: () => void;
}

function OneRule({ rule, onChange, onRemove }: OneProps) {
  const input = (
    label: string,
    value: string,
    take: (value: string) => void,
    hint?: string,
    type = "text",
  ) => (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          type={type}
          min={type === "number" ? 0 : undefined}
          maxLength={200}
          value={value}
          onChange={(event) => take(event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <fieldset className="site-rule">
      {LANGUAGES.map(({ id, title }) => (
        <div key={id}>
          {input(`${words.ruleText} (${title})`, rule.text[id] ?? "", (text) =>
            onChange({ text: { ...rule.text, [id]: text } }),
          )}
        </div>
      ))}
      <div className="site-rule__when">
        {input(words.address, rule.address, (address) => onChange({ address }), words.addressHint)}
        {input(words.product, rule.product, (product) => onChange({ product }))}
        {input(
          words.seconds,
          String(rule.seconds),
          (seconds) => onChange({ seconds: Number(seconds) || 0 }),
          undefined,
          "number",
        )}
        {input(
          words.cart,
          rule.cart ?? "",
          (cart) => onChange({ cart: cart || null }),
          undefined,
          "number",
        )}
      </div>
      <div className="site-rule__foot">
        <label>
          <input
            type="checkbox"
            checked={rule.returning}
            onChange={(event) => onChange({ returning: event.target.checked })}
          />{" "}
          {words.returning}
        </label>
        <label>
          <input
            type="checkbox"
            checked={rule.enabled}
            onChange={(event) => onChange({ enabled: event.target.checked })}
          />{" "}
          {words.enabled}
        </label>
        <Button tone="quiet" onClick={onRemove}>
          {words.removeRule}
        </Button>
      </div>
    </fieldset>
  );
}
