import { usePeople } from "../people/people.ts";
import { Field } from "../ui/Field.tsx";
import { words } from "./words.ts";

interface Props {
  /** A person's id, empty for nobody. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Whoever still works here may be chosen, and who is it already. */
export function OwnerField({ value, onChange }: Props) {
  const people = usePeople().data ?? [];
  return (
    <Field label={words.owner}>
      {(ids) => (
        <select
          {...ids}
          className="input input--select"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{words.nobody}</option>
          {people
            .filter((person) => person.state === "active" || person.id === value)
            .map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
        </select>
      )}
    </Field>
  );
}
