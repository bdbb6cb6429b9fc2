import { useState } from "react";
import { words as cases } from "../cases/words.ts";
import { sentence } from "../format/words.ts";
import { Field } from "../ui/Field.tsx";
import { SelectField } from "./fields.tsx";
import { FormFrame, type FormProps } from "./forms.tsx";
import { PiecesField, useChosen } from "./PiecesField.tsx";
import { words } from "./words.ts";

const MOST_CHARS = 2_000;

/** What a person has to decide: nothing is paid or sent by it. */
export function CaseForm(props: FormProps) {
  const { order, choices } = props;
  const kinds = choices.cases.filter((one) => one.statuses.includes(order.status));
  const [kind, setKind] = useState(kinds[0]?.kind ?? "");
  const [note, setNote] = useState("");
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const pieces = useChosen(order);
  const toggle = (id: string) =>
    setPhotos(photos.includes(id) ? photos.filter((one) => one !== id) : [...photos, id]);
  return (
    <FormFrame
      {...props}
      ready={kind !== "" && pieces.items.length > 0}
      args={{ order: order.number, kind, items: pieces.items, photos, note: note.trim() }}
    >
      <SelectField
        label={words.caseKind}
        value={kind}
        options={kinds.map(({ kind: value }) => ({
          value,
          title: cases.kinds[value] ?? sentence(value),
        }))}
        onChange={setKind}
      />
      <PiecesField pieces={pieces} />
      {choices.photos.length > 0 && (
        <fieldset className="deed__pieces">
          <legend className="field__label">{words.casePhotos}</legend>
          {choices.photos.map((photo) => (
            <label key={photo.id} className="deed__piece">
              <input
                type="checkbox"
                checked={photos.includes(photo.id)}
                onChange={() => toggle(photo.id)}
              />
              <span>{photo.name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <Field label={words.caseNote} hint={words.caseNoteHint}>
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={3}
            maxLength={MOST_CHARS}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FormFrame>
  );
}
