import { type SyntheticEvent, useState } from "react";
import { messageOf } from "../api/http.ts";
import type { NotesKey } from "../api/imports.ts";
import { shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notices } from "../ui/notices.ts";
import { useDropKey, useMakeKey, useNotesKeys } from "./imports.ts";

/** Keys with which the shop's own systems send buyers' notes. */
export function Keys() {
  const keys = useNotesKeys();
  const make = useMakeKey();
  const [name, setName] = useState("");
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    make.mutate(name, {
      onSuccess: () => setName(""),
      onError: (problem) => notices.add(messageOf(problem), "attention"),
    });
  };
  return (
    <section className="import__past" aria-labelledby="notes-keys">
      <h2 id="notes-keys">Notes from your own systems</h2>
      <p className="page__hint">
        A shop’s system sends notes to <code>POST /api/kb/notes</code> with a key. They wait for
        review like all others.
      </p>
      {keys.data && keys.data.length > 0 && (
        <ul>
          {keys.data.map((key) => (
            <KeyLine key={key.id} notesKey={key} />
          ))}
        </ul>
      )}
      {make.data && (
        <p className="import__key" role="status">
          The key of {make.data.name}, shown this once: <code>{make.data.key}</code>
        </p>
      )}
      <form className="import__new-key" onSubmit={send}>
        <input
          className="input"
          aria-label="Which system will use the key"
          placeholder="Which system, such as “review mails”"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" busy={make.isPending} disabled={!name.trim()}>
          Make a key
        </Button>
      </form>
    </section>
  );
}

function KeyLine({ notesKey }: { notesKey: NotesKey }) {
  const now = useNow(60_000);
  const drop = useDropKey();
  const [asking, setAsking] = useState(false);
  return (
    <li className="import__run">
      <span className="import__source">{notesKey.name}</span>
      <span className="import__facts">
        made by {notesKey.created_by} ·{" "}
        {notesKey.used_at ? `used ${shortAge(notesKey.used_at, now)}` : "never used"}
      </span>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        Remove
      </Button>
      <ConfirmDialog
        open={asking}
        title={`Remove the key of ${notesKey.name}?`}
        description="Whatever uses it is refused from then on."
        confirm="Remove"
        danger
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          drop.mutate(notesKey.id, {
            onError: (problem) => notices.add(messageOf(problem), "attention"),
          });
        }}
      />
    </li>
  );
}
