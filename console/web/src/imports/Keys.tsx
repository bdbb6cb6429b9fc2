import { type SyntheticEvent, useState } from "react";
import { messageOf } from "../api/http.ts";
import type { NotesKey } from "../api/imports.ts";
import { shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notices } from "../ui/notices.ts";
import { useDropKey, useMakeKey, useNotesKeys } from "./imports.ts";
import { words } from "./words.ts";

const NOTES_PATH = "POST /api/kb/notes";

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
      <h2 id="notes-keys">{words.keys}</h2>
      <p className="page__hint">
        {words.keysText.before}
        <code>{NOTES_PATH}</code>
        {words.keysText.after}
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
          {words.newKey(make.data.name)}
          <code>{make.data.key}</code>
        </p>
      )}
      <form className="import__new-key" onSubmit={send}>
        <input
          className="input"
          aria-label={words.keyFor}
          placeholder={words.keyForHint}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" busy={make.isPending} disabled={!name.trim()}>
          {words.makeKey}
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
        {words.madeBy(notesKey.created_by)} ·{" "}
        {notesKey.used_at ? words.used(shortAge(notesKey.used_at, now)) : words.neverUsed}
      </span>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <ConfirmDialog
        open={asking}
        title={words.removeTitle(notesKey.name)}
        description={words.removeText}
        confirm={words.remove}
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
