import { type FormEvent, type KeyboardEvent, useEffect, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";

export type Finish = "release" | "close";

interface Props {
  readonly finish: Finish | null;
  readonly busy: boolean;
  readonly onConfirm: (finish: Finish, message: string) => void;
  readonly onCancel: () => void;
}

const WORDS = {
  release: {
    title: "Hand back to the bot",
    text: "The bot answers the next message. It keeps the order and the topic.",
    confirm: "Hand back",
  },
  close: {
    title: "Close the conversation",
    text: "If the shopper writes again, it opens again.",
    confirm: "Close it",
  },
} as const;

/** Hand back or close, with a last message if there is something to say. */
export function FinishDialog({ finish, busy, onConfirm, onCancel }: Props) {
  const [message, setMessage] = useState("");
  const words = WORDS[finish ?? "close"];
  useEffect(() => {
    if (finish === null) setMessage("");
  }, [finish]);

  const confirm = () => {
    if (finish && !busy) onConfirm(finish, message.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    confirm();
  };
  return (
    <Dialog open={finish !== null} onClose={onCancel} title={words.title} description={words.text}>
      <form onSubmit={submit} className="form">
        <Field label="Message to the shopper" hint="May be left empty. Enter confirms.">
          {(ids) => (
            <textarea
              {...ids}
              className="input input--area"
              rows={3}
              maxLength={4_000}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
              onKeyDown={press}
            />
          )}
        </Field>
        <div className="dialog__actions">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
