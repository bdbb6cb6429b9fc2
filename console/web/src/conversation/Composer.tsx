import { MAX_TEXT_CHARS } from "@shopbell/conversations/contract";
import type { KeyboardEvent, Ref } from "react";
import type { Conversation, Heads } from "../api/types.ts";
import { AttachFile } from "../files/AttachFile.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { CannotReply } from "./CannotReply.tsx";
import { useOutbox } from "./outbox-store.ts";
import type { Rights } from "./rights.ts";
import { useDraft } from "./useDraft.ts";
import { useTypingSignal } from "./useTypingSignal.ts";

interface Props {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly conversation: Conversation;
  readonly heads: Heads;
  readonly may: Rights;
  readonly mode: "reply" | "note";
  readonly busy: boolean;
  readonly onMode: (mode: "reply" | "note") => void;
  readonly onClaim: () => void;
}

export function Composer(props: Props) {
  const { conversation, heads, may, mode } = props;
  const [text, setText] = useDraft(conversation.id, mode);
  const { outbox } = useOutbox();
  const typing = useTypingSignal(conversation.id, may.reply && mode === "reply");
  const note = mode === "note";
  const tooLong = text.length > MAX_TEXT_CHARS;

  const send = () => {
    const words = text.trim();
    if (!words || tooLong) return;
    outbox.add({
      cmid: crypto.randomUUID(),
      conversation: conversation.id,
      kind: note ? "note" : "message",
      text: words,
      at: new Date().toISOString(),
      afterSeq: heads.seq,
      afterAseq: heads.aseq,
    });
    setText("");
    typing(false);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <footer className={`composer ${note ? "composer--note" : ""}`}>
      <fieldset className="switch" aria-label="What to write">
        <button type="button" aria-pressed={!note} onClick={() => props.onMode("reply")}>
          Reply
        </button>
        <button type="button" aria-pressed={note} onClick={() => props.onMode("note")}>
          <Icon name="lock" size={12} />
          Private note
        </button>
      </fieldset>
      {!note && !may.reply ? (
        <CannotReply conversation={conversation} busy={props.busy} onClaim={props.onClaim} />
      ) : (
        <div className="composer__box">
          <textarea
            ref={props.ref}
            className="composer__text"
            aria-label={note ? "Private note" : "Reply to the shopper"}
            aria-invalid={tooLong || undefined}
            placeholder={note ? "Only your team sees this" : "Write a reply"}
            rows={1}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              typing(event.target.value !== "");
            }}
            onBlur={() => typing(false)}
            onKeyDown={press}
          />
          {!note && <AttachFile conversation={conversation.id} />}
          <Button
            tone="primary"
            icon={note ? "note" : "send"}
            className="composer__send"
            disabled={!text.trim() || tooLong}
            onClick={send}
          >
            {note ? "Add note" : "Send"}
          </Button>
        </div>
      )}
      {tooLong && (
        <p className="field__problem" role="alert">
          {text.length - MAX_TEXT_CHARS} characters too many.
        </p>
      )}
    </footer>
  );
}
