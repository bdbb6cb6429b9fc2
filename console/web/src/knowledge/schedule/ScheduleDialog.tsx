import { type FormEvent, useState } from "react";
import { fromLocalInput, toLocalInput } from "../../format/moment.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { words } from "./words.ts";

interface Props {
  readonly onPlanned: (publishAt: string) => void;
  readonly onClose: () => void;
}

/** When the text goes live by itself. */
export function ScheduleDialog({ onPlanned, onClose }: Props) {
  const [moment, setMoment] = useState(() => toLocalInput(tomorrowMorning()));
  const chosen = fromLocalInput(moment);
  const ahead = chosen !== null && Date.parse(chosen) > Date.now();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen && ahead) onPlanned(chosen);
  };
  return (
    <Dialog open onClose={onClose} title={words.title} description={words.text}>
      <form className="form" onSubmit={submit}>
        <Field label={words.goesLive} problem={ahead ? undefined : words.past}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="datetime-local"
              value={moment}
              onChange={(event) => setMoment(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog__actions">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" tone="primary" disabled={!ahead}>
            {words.schedule}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function tomorrowMorning(): string {
  const at = new Date();
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return at.toISOString();
}
