import { MAX_TEXT_CHARS } from "@shopbell/conversations/contract";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { useEdit } from "./edits.ts";
import { words } from "./words.ts";

interface Props {
  readonly conversation: string;
  readonly seq: number;
  /** As the message reads now. */
  readonly text: string;
  readonly onDone: () => void;
}

/** In the place of one's own words: Enter says them anew, Esc leaves them as they are. */
export function EditForm({ conversation, seq, text, onDone }: Props) {
  const [next, setNext] = useState(text);
  const editing = useEdit(conversation, seq);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text]);
  const save = () => {
    if (!next.trim() || editing.isPending) return;
    if (next.trim() === text) return onDone();
    editing.mutate(next.trim(), { onSuccess: onDone });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onDone();
    }
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  };
  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={field}
        className="input"
        aria-label={words.field}
        maxLength={MAX_TEXT_CHARS}
        rows={2}
        value={next}
        onChange={(event) => setNext(event.target.value)}
        onKeyDown={press}
      />
      <FormProblem problem={editing.error} />
      <div className="edit__deeds">
        <Button onClick={onDone}>{words.cancel}</Button>
        <Button type="submit" tone="primary" busy={editing.isPending} disabled={!next.trim()}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
