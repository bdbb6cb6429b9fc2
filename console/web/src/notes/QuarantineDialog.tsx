import { type SyntheticEvent, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { notices } from "../ui/notices.ts";
import { useQuarantine } from "./notes.ts";
import { words } from "./words.ts";

const REASON_CHARS = 500;

export function QuarantineDialog({ author, onClose }: { author: string; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const quarantine = useQuarantine();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    quarantine.mutate(
      { author, reason },
      {
        onSuccess: ({ notes }) => {
          notices.add(words.quarantined(author, notes));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.quarantineTitle(author)}
      description={words.quarantineText}
    >
      <form className="form" onSubmit={send}>
        <Field label={words.why}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              maxLength={REASON_CHARS}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <FormProblem problem={quarantine.error} />
        <div className="dialog__actions">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button tone="danger" type="submit" busy={quarantine.isPending}>
            {words.quarantine}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
