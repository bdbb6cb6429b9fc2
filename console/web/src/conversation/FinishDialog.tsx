import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { EventFrame } from "../api/types.ts";
import { words } from "../outcome/words.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { unanswered } from "./turns.ts";

export type Finish = "release" | "close";

export interface Ending {
  readonly message: string;
  readonly reason?: string;
  readonly tags?: readonly string[];
  /** The bot answers what the shopper wrote past this `seq`. */
  readonly botAnswersAfter?: number;
}

interface Props {
  readonly finish: Finish | null;
  readonly busy: boolean;
  readonly events: readonly EventFrame[];
  readonly onConfirm: (finish: Finish, ending: Ending) => void;
  readonly onCancel: () => void;
}

/** Hand back or close, with a last message, and for a closing with what came of it. */
export function FinishDialog({ finish, onCancel, ...rest }: Props) {
  const closing = finish !== "release";
  return (
    <Dialog
      open={finish !== null}
      onClose={onCancel}
      title={closing ? words.closeTitle : words.releaseTitle}
      description={closing ? words.closeText : words.releaseText}
    >
      {finish !== null && <FinishForm finish={finish} onCancel={onCancel} {...rest} />}
    </Dialog>
  );
}

function FinishForm({ finish, busy, events, onConfirm, onCancel }: Props & { finish: Finish }) {
  const [message, setMessage] = useState("");
  const [reason, setReason] = useState("resolved");
  const [tags, setTags] = useState("");
  // As it is when the dialog opens: what comes later has been read by nobody.
  const [left] = useState(() => unanswered(events));
  const [botAnswers, setBotAnswers] = useState(false);
  const closing = finish === "close";

  const confirm = () => {
    if (busy) return;
    const said = { message: message.trim() };
    const after = botAnswers ? left.afterSeq : left.seenSeq;
    onConfirm(
      finish,
      closing ? { ...said, reason, tags: tagsIn(tags) } : { ...said, botAnswersAfter: after },
    );
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
      {!closing && left.text !== null && (
        <label className="finish__left">
          <input
            type="checkbox"
            checked={botAnswers}
            onChange={(event) => setBotAnswers(event.target.checked)}
          />
          <span>
            {words.botAnswers}
            <q className="finish__words">{left.text || words.theirFile}</q>
          </span>
        </label>
      )}
      <div className="dialog__actions">
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button type="submit" tone="primary" busy={busy}>
          {closing ? words.closeIt : words.handBack}
        </Button>
      </div>
    </form>
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
