import { type FormEvent, useState } from "react";
import { briefTime } from "../format/time.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { moments, useSnooze } from "./snooze.ts";
import { words } from "./words.ts";

interface Props {
  readonly conversation: string;
  readonly onClose: () => void;
}

/** Four usual moments with one press each, or any other. */
export function SnoozeDialog({ conversation, onClose }: Props) {
  const snooze = useSnooze(conversation);
  const [at, setAt] = useState("");
  const [offered] = useState(() => moments(new Date()));
  const until = (moment: Date) => snooze.mutate(moment, { onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at) until(new Date(at));
  };
  const choices = [
    [words.inAnHour, offered.hour],
    [words.inThreeHours, offered.three],
    [words.tomorrow, offered.tomorrow],
    [words.monday, offered.monday],
  ] as const;
  return (
    <Dialog open onClose={onClose} title={words.snoozeTitle} description={words.snoozeText}>
      <ul className="snooze">
        {choices.map(([title, moment]) => (
          <li key={title}>
            <Button
              className="snooze__choice"
              busy={snooze.isPending}
              onClick={() => until(moment)}
            >
              {title}
              <time dateTime={moment.toISOString()}>{briefTime(moment.toISOString())}</time>
            </Button>
          </li>
        ))}
      </ul>
      <form className="form" onSubmit={submit}>
        <Field label={words.at}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="datetime-local"
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog__actions">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" tone="primary" disabled={!at} busy={snooze.isPending}>
            {words.snoozeAt}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
