import { useId } from "react";
import { Field } from "../../ui/Field.tsx";
import { OwnerField } from "../OwnerField.tsx";
import type { Deed, DeedInput } from "./bulk.ts";
import { useTags } from "./list.ts";
import { words } from "./words.ts";

interface Props {
  readonly deed: Deed;
  readonly input: DeedInput;
  readonly onChange: (input: DeedInput) => void;
}

/** The one thing that a deed over many has to know; nothing for most. */
export function BulkFields({ deed, input, onChange }: Props) {
  const tags = useTags().data ?? [];
  const list = useId();
  if (deed === "add_tag" || deed === "remove_tag") {
    return (
      <Field label={words.tag}>
        {(ids) => (
          <>
            <input
              {...ids}
              className="input"
              list={list}
              maxLength={40}
              value={input.tag ?? ""}
              onChange={(event) => onChange({ tag: event.target.value })}
            />
            <datalist id={list}>
              {tags.map(({ tag }) => (
                <option key={tag} value={tag} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    );
  }
  if (deed === "set_owner") {
    return <OwnerField value={input.owner ?? ""} onChange={(owner) => onChange({ owner })} />;
  }
  if (deed === "set_review") {
    return (
      <Field label={words.reviewOn} hint={words.reviewHint}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            type="date"
            value={input.review_on ?? ""}
            onChange={(event) => onChange({ review_on: event.target.value })}
          />
        )}
      </Field>
    );
  }
  return null;
}
