import { type SyntheticEvent, useState } from "react";
import type { WaitingNote } from "../api/notes.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { notices } from "../ui/notices.ts";
import { refOf, useApproveEdited } from "./notes.ts";
import { words } from "./words.ts";

const ROWS = 10;

/** Takes out what a shop cannot repeat, and approves the rest. */
export function EditDialog({ note, onClose }: { note: WaitingNote; onClose: () => void }) {
  const [title, setTitle] = useState(note.title);
  const [body, setBody] = useState(note.body);
  const approve = useApproveEdited();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    approve.mutate(
      { ...refOf(note), title, body },
      {
        onSuccess: () => {
          notices.add(words.edited);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.editTitle}
      description={words.editText(note.author)}
    >
      <form className="form" onSubmit={send}>
        <Field label={words.noteTitle}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.noteText}>
          {(ids) => (
            <textarea
              {...ids}
              className="input input--area"
              rows={ROWS}
              value={body}
              onChange={(event) => setBody(event.target.value)}
            />
          )}
        </Field>
        <FormProblem problem={approve.error} />
        <div className="dialog__actions">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button tone="primary" type="submit" busy={approve.isPending}>
            {words.approve}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
