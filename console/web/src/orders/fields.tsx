import { money } from "../format/money.ts";
import { sentence } from "../format/words.ts";
import { methodName } from "../message/words.ts";
import { Field } from "../ui/Field.tsx";
import type { Method } from "./orders.ts";

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly onChange: (value: string) => void;
}

export function SelectField({ label, value, options, onChange }: SelectProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function methodOptions(methods: readonly Method[], first?: string) {
  const known = methods.map((method) => ({ value: method.id, title: methodTitle(method) }));
  return first ? [{ value: "", title: first }, ...known] : known;
}

function methodTitle(method: Method): string {
  const name = method.brand ? sentence(method.brand) : methodName(method.kind);
  const ending = method.last_four ? ` …${method.last_four}` : "";
  return `${name}${ending}${method.balance ? ` (${money(method.balance)})` : ""}`;
}
