import { type SyntheticEvent, useState } from "react";
import { count } from "../format/words.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { notices } from "../ui/notices.ts";
import { useQuarantine } from "./notes.ts";

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
          const taken = count(notes, "note was", "notes were");
          notices.add(`${author} is in quarantine. ${taken} taken from shoppers.`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Quarantine ${author}?`}
      description="Shoppers get none of their notes any more, and what they send is held until you release them."
    >
      <form className="form" onSubmit={send}>
        <Field label="Why (kept with the decision)">
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
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="danger" type="submit" busy={quarantine.isPending}>
            Quarantine
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
