import { MAX_TEXT_CHARS } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import { TypingSignal } from "../conversation/typing.ts";
import type { View } from "../conversation/view.ts";
import { fill } from "../locales/index.ts";
import type { Shell } from "../shell.ts";
import { Attach } from "./attach.tsx";
import { useUi } from "./context.ts";
import { EmojiButton } from "./emoji.tsx";
import { Icon } from "./icons.tsx";
import { PickedList, usePicked } from "./picked.tsx";

interface ComposerProps {
  readonly session: Session;
  readonly shell: Shell;
  readonly view: View;
}

const COUNT_FROM = MAX_TEXT_CHARS - 400;
const TALLEST_PX = 140;

export function Composer({ session, shell, view }: ComposerProps): JSX.Element {
  const { t } = useUi();
  const [text, setText] = useState(shell.draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const [typing] = useState(() => new TypingSignal((on) => session.typing(on)));

  const { picked } = session.files;
  const attached = usePicked(picked).some((one) => one.problem === null);

  useEffect(() => () => typing.stop(), [typing]);
  useEffect(() => {
    if (shell.prefills === 0) return;
    setText(shell.draft);
    field.current?.focus();
  }, [shell.prefills, shell]);
  useLayoutEffect(() => grow(field.current, text), [text]);

  const write = (value: string) => {
    setText(value);
    shell.draft = value;
    if (value.trim()) typing.typed();
    else typing.stop();
  };
  const send = () => {
    const clean = text.replaceAll("\0", "").toWellFormed().trim();
    field.current?.focus();
    if (!clean && !attached) return;
    typing.stop();
    if (attached) void session.sendFiles(picked.take(), clean);
    else session.say({ kind: "text", text: clean });
    setText("");
    shell.draft = "";
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const insert = (emoji: string) => {
    const at = field.current?.selectionStart ?? text.length;
    const to = field.current?.selectionEnd ?? at;
    write(`${text.slice(0, at)}${emoji}${text.slice(to)}`.slice(0, MAX_TEXT_CHARS));
    field.current?.focus();
  };
  const person = view.state === "human" && view.agent;
  const left = MAX_TEXT_CHARS - text.length;
  return (
    <div class="foot">
      <PickedList picked={picked} />
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Attach picked={picked} />
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={MAX_TEXT_CHARS}
          aria-label={t.message}
          placeholder={person ? fill(t.placeholderPerson, { name: person }) : t.placeholder}
          enterkeyhint="send"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <EmojiButton onPick={insert} />
        <button type="submit" class="send" aria-label={t.send} disabled={!text.trim() && !attached}>
          <Icon name="send" />
        </button>
      </form>
      <div class="foot-line">
        {(view.state === "bot" || view.state === "closed") && (
          <button
            type="button"
            class="person"
            disabled={view.asking}
            onClick={() => session.ask("human")}
          >
            <Icon name="person" size={16} />
            {view.asking ? t.asking : t.person}
          </button>
        )}
        {text.length > COUNT_FROM && (
          <span class="count" role="status">
            {fill(t.left, { n: left })}
          </span>
        )}
      </div>
    </div>
  );
}

/** As high as its text, up to a third of the panel; then it scrolls. */
function grow(field: HTMLTextAreaElement | null, text: string): void {
  if (!field) return;
  field.style.height = "auto";
  if (text) field.style.height = `${Math.min(field.scrollHeight, TALLEST_PX)}px`;
}
