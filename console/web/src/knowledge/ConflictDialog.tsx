import { useState } from "react";
import type { ArticleText } from "../api/articles.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field as Labelled } from "../ui/Field.tsx";
import {
  type Conflict,
  differingFields,
  type Field,
  joinBodies,
  joinQuestions,
  resolve,
  type Side,
} from "./conflict.ts";
import { labelOf, SideBySide } from "./SideBySide.tsx";
import { words } from "./words.ts";

interface Props {
  readonly conflict: Conflict;
  readonly onResolved: (merged: ArticleText) => void;
  readonly onLater: () => void;
}

const CAN_BE_JOINED: ReadonlySet<Field> = new Set(["body", "questions"]);

/** Somebody saved in between: both texts side by side, and the result in the writer's hands. */
export function ConflictDialog({ conflict, onResolved, onLater }: Props) {
  const fields = differingFields(conflict);
  const [picks, setPicks] = useState<Partial<Record<Field, Side>>>({});
  const [body, setBody] = useState(conflict.yours.body);
  const [both, setBoth] = useState<ReadonlySet<Field>>(new Set());

  const pick = (field: Field, side: Side) => {
    setPicks((known) => ({ ...known, [field]: side }));
    if (field === "body") setBody(conflict[side].body);
    setBoth((known) => new Set([...known].filter((one) => one !== field)));
  };
  const keepBoth = (field: Field) => {
    if (field === "body") setBody(joinBodies(conflict));
    setBoth((known) => new Set([...known, field]));
  };
  const finish = () =>
    onResolved(
      resolve(conflict, picks, {
        body,
        ...(both.has("questions") ? { questions: joinQuestions(conflict) } : {}),
      }),
    );
  return (
    <Dialog
      open
      wide
      onClose={onLater}
      title={words.conflictTitle}
      description={words.conflictText}
    >
      <div className="conflict">
        {fields.length === 0 && <p>{words.sameTexts}</p>}
        {fields.map((field) => (
          <SideBySide
            key={field}
            field={field}
            label={labelOf(field)}
            conflict={conflict}
            picked={both.has(field) ? "both" : (picks[field] ?? "yours")}
            onPick={(side) => pick(field, side)}
            {...(CAN_BE_JOINED.has(field) ? { onBoth: () => keepBoth(field) } : {})}
          />
        ))}
        {fields.includes("body") && (
          <Labelled label={words.result} hint={words.resultHint}>
            {(ids) => (
              <textarea
                {...ids}
                className="input input--area conflict__result"
                rows={8}
                value={body}
                onChange={(event) => setBody(event.target.value)}
              />
            )}
          </Labelled>
        )}
      </div>
      <div className="dialog__actions">
        <Button onClick={onLater}>{words.later}</Button>
        <Button tone="primary" onClick={finish}>
          {words.goOn}
        </Button>
      </div>
    </Dialog>
  );
}
