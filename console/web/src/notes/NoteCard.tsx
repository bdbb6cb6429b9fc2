import { useState } from "react";
import type { WaitingNote } from "../api/notes.ts";
import { Button } from "../ui/Button.tsx";
import { EditDialog } from "./EditDialog.tsx";
import { Marked } from "./Marked.tsx";
import { NoteFacts } from "./NoteFacts.tsx";
import { QuarantineDialog } from "./QuarantineDialog.tsx";
import { words } from "./words.ts";

interface Props {
  readonly note: WaitingNote;
  readonly chosen: boolean;
  readonly busy: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly onDecide: (decision: "approve" | "reject") => void;
}

export function NoteCard({ note, chosen, busy, onChoose, onDecide }: Props) {
  const [open, setOpen] = useState<"edit" | "quarantine" | null>(null);
  const close = () => setOpen(null);
  return (
    <li className="buyer-note">
      <input
        className="buyer-note__choose"
        type="checkbox"
        aria-label={words.choose(note.title)}
        checked={chosen}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <article className="buyer-note__text" aria-label={note.title} lang={note.locale} dir="auto">
        <h2 className="buyer-note__title">
          <Marked text={note.title} claims={note.claims} />
        </h2>
        <p className="buyer-note__body">
          <Marked text={note.body} claims={note.claims} />
        </p>
        {note.replaces !== null && (
          <details className="buyer-note__before">
            <summary>{words.earlier}</summary>
            <p className="buyer-note__body">{note.replaces}</p>
          </details>
        )}
        <NoteFacts note={note} />
      </article>
      <div className="buyer-note__deeds">
        {!note.held && (
          <>
            <Button tone="primary" disabled={busy} onClick={() => onDecide("approve")}>
              {words.approve}
            </Button>
            <Button disabled={busy} onClick={() => setOpen("edit")}>
              {words.edit}
            </Button>
          </>
        )}
        <Button disabled={busy} onClick={() => onDecide("reject")}>
          {words.reject}
        </Button>
        {!note.held && note.author && (
          <Button tone="quiet" disabled={busy} onClick={() => setOpen("quarantine")}>
            {words.quarantineAuthor}
          </Button>
        )}
      </div>
      {open === "edit" && <EditDialog note={note} onClose={close} />}
      {open === "quarantine" && note.author && (
        <QuarantineDialog author={note.author} onClose={close} />
      )}
    </li>
  );
}
