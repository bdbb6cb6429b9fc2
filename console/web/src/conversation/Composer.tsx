import { MAX_TEXT_CHARS } from "@shopbell/conversations/contract";
import type { KeyboardEvent, RefObject } from "react";
import type { Conversation, CustomerOrder, Heads } from "../api/types.ts";
import { AssistPanel } from "../assist/AssistPanel.tsx";
import { AttachFile } from "../files/AttachFile.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { missingIn } from "../writing/completion.ts";
import { optionId, SuggestionList } from "../writing/SuggestionList.tsx";
import { Tools } from "../writing/Tools.tsx";
import { useSuggest } from "../writing/useSuggest.ts";
import { words } from "../writing/words.ts";
import { CannotReply } from "./CannotReply.tsx";
import { useOutbox } from "./outbox-store.ts";
import type { Rights } from "./rights.ts";
import { useDraft } from "./useDraft.ts";
import { useTypingSignal } from "./useTypingSignal.ts";

interface Props {
  readonly ref: RefObject<HTMLTextAreaElement | null>;
  readonly conversation: Conversation;
  readonly orders: readonly CustomerOrder[];
  /** The shopper's last message, with which the assist begins anew. */
  readonly askedSeq: number;
  readonly answered: boolean;
  readonly verified: boolean;
  readonly heads: Heads;
  readonly may: Rights;
  readonly mode: "reply" | "note";
  readonly busy: boolean;
  readonly onEditLast: () => void;
  readonly onMode: (mode: "reply" | "note") => void;
  readonly onClaim: () => void;
}

export function Composer(props: Props) {
  const { conversation, heads, may, mode, ref } = props;
  const [text, setText] = useDraft(conversation.id, mode);
  const { outbox } = useOutbox();
  const typing = useTypingSignal(conversation.id, may.reply && mode === "reply");
  const suggest = useSuggest(conversation.id, mode, { ref, text, setText });
  const note = mode === "note";
  const tooLong = text.length > MAX_TEXT_CHARS;
  const missing = note ? [] : missingIn(text);
  const cannot = !text.trim() || tooLong || missing.length > 0;

  const send = () => {
    if (cannot) return;
    outbox.add({
      cmid: crypto.randomUUID(),
      conversation: conversation.id,
      kind: note ? "note" : "message",
      text: text.trim(),
      at: new Date().toISOString(),
      afterSeq: heads.seq,
      afterAseq: heads.aseq,
    });
    setText("");
    typing(false);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (suggest.onKey(event)) return event.preventDefault();
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key === "ArrowUp" && text === "" && !note && may.reply) {
      event.preventDefault();
      props.onEditLast();
    }
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const put = (added: string) => {
    const next = text.trim() ? `${text.trimEnd()}\n\n${added}` : added;
    setText(next);
    suggest.setCaret(next.length);
    ref.current?.focus();
  };
  const openReplies = () => {
    const next = text === "" || /\s$/.test(text) ? `${text}/` : `${text} /`;
    setText(next);
    suggest.setCaret(next.length);
    ref.current?.focus();
  };
  return (
    <footer className={`composer ${note ? "composer--note" : ""}`}>
      {!note && may.reply && (
        <AssistPanel
          conversation={conversation.id}
          askedSeq={props.askedSeq}
          answered={props.answered}
          verified={props.verified}
          onUse={put}
        />
      )}
      <div className="composer__bar">
        <fieldset className="switch" aria-label={words.what}>
          <button type="button" aria-pressed={!note} onClick={() => props.onMode("reply")}>
            {words.reply}
          </button>
          <button type="button" aria-pressed={note} onClick={() => props.onMode("note")}>
            <Icon name="lock" size={12} />
            {words.note}
          </button>
        </fieldset>
        {!note && may.reply && (
          <Tools
            conversation={conversation}
            orders={props.orders}
            onReplies={openReplies}
            onInsert={put}
            goOn={() => ref.current?.focus()}
          />
        )}
      </div>
      {!note && !may.reply ? (
        <CannotReply conversation={conversation} busy={props.busy} onClaim={props.onClaim} />
      ) : (
        <div className="composer__box">
          {suggest.open && (
            <SuggestionList
              id={suggest.id}
              mode={mode}
              items={suggest.items}
              loading={suggest.loading}
              active={suggest.at}
              onChoose={suggest.choose}
            />
          )}
          <textarea
            ref={ref}
            className="composer__text"
            aria-label={note ? words.note : words.replyLabel}
            aria-invalid={tooLong || missing.length > 0 || undefined}
            aria-autocomplete="list"
            aria-controls={suggest.open ? suggest.id : undefined}
            aria-activedescendant={
              suggest.open && suggest.items.length > 0
                ? optionId(suggest.id, suggest.at)
                : undefined
            }
            placeholder={note ? words.noteHint : words.replyHint}
            rows={1}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              suggest.setCaret(event.target.selectionStart);
              typing(event.target.value !== "");
            }}
            onSelect={(event) => suggest.setCaret(event.currentTarget.selectionStart)}
            onBlur={() => typing(false)}
            onKeyDown={press}
          />
          {!note && <AttachFile conversation={conversation.id} />}
          <Button
            tone="primary"
            icon={note ? "note" : "send"}
            className="composer__send"
            disabled={cannot}
            onClick={send}
          >
            {note ? words.addNote : words.send}
          </Button>
        </div>
      )}
      {(tooLong || missing.length > 0) && (
        <p className="field__problem" role="alert">
          {tooLong
            ? words.tooMany(text.length - MAX_TEXT_CHARS)
            : words.missing(missing.map((name) => `{{${name}}}`).join(", "))}
        </p>
      )}
    </footer>
  );
}
