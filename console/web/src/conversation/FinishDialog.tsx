import { type FormEvent, type KeyboardEvent, useEffect, useState } from "react";
import { words } from "../outcome/words.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";

export type Finish = "release" | "close";

export interface Ending {
  readonly message: string;
  readonly reason?: string;
  readonly tags?: readonly string[];
}

interface Props {
  readonly finish: Finish | null;
  readonly busy: boolean;
  readonly onConfirm: (finish: Finish, ending: Ending) => void;
  readonly onCancel: () => void;
}

/** Hand back or close, with a last message, and for a closing with what came of it. */
export function FinishDialog({ finish, busy, onConfirm, onCancel }: Props) {
  const [message, setMessage] = useState("");
  const [reason, setReason] = useState("resolved");
  const [tags, setTags] = useState("");
  const closing = finish !== "release";
  useEffect(() => {
    if (finish !== null) return;
    setMessage("");
    setReason("resolved");
    setTags("");
  }, [finish]);

  const confirm = () => {
    if (!finish || busy) return;
    const said = { message: message.trim() };
    onConfirm(finish, closing ? { ...said, reason, tags: tagsIn(tags) } : said);
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
    <Dialog
      open={finish !== null}
      onClose={onCancel}
      title={closing ? words.closeTitle : words.releaseTitle}
      description={closing ? words.closeText : words.releaseText}
    >
      <form onSubmit={submit} className="form">
        <Field label={words.message} hint={words.messageHint}>
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
        {closing && <Outcome reason={reason} tags={tags} onReason={setReason} onTags={setTags} />}
        <div className="dialog__actions">
          <Button onClick={onCancel}>{words.cancel}</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {closing ? words.closeIt : words.handBack}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface OutcomeProps {
  readonly reason: string;
  readonly tags: string;
  readonly onReason: (reason: string) => void;
  readonly onTags: (tags: string) => void;
}

function Outcome({ reason, tags, onReason, onTags }: OutcomeProps) {
  return (
    <>
      <Field label={words.closeReason}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={reason}
            onChange={(event) => onReason(event.target.value)}
          >
            {Object.entries(words.reasons).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.tags} hint={words.tagsHint}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            autoComplete="off"
            value={tags}
            onChange={(event) => onTags(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}

function tagsIn(text: string): readonly string[] {
  return [...new Set(text.split(/[,，、]/).map((tag) => tag.trim()))].filter(Boolean).slice(0, 20);
}
