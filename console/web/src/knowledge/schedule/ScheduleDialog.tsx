import { type FormEvent, useState } from "react";
import { fromLocalInput, toLocalInput } from "../../format/moment.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";

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
    <Dialog
      open
      onClose={onClose}
      title="Publish it later"
      description="Just this text goes live at that moment. What you save after this is not part of it."
    >
      <form className="form" onSubmit={submit}>
        <Field label="Goes live" problem={ahead ? undefined : "Choose a moment that is ahead."}>
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
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={!ahead}>
            Schedule
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
