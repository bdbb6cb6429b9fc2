import type { Choice, ChoicesBody } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";
import { Words } from "./words.tsx";

interface ChoicesProps {
  readonly body: ChoicesBody;
  readonly open: boolean;
  readonly chosen: string | null;
}

export function Choices({ body, open, chosen }: ChoicesProps): JSX.Element {
  return (
    <>
      {body.text && <Words text={body.text} sources={body.sources} />}
      <ChoiceButtons choices={body.choices} open={open} chosen={chosen} />
    </>
  );
}

interface ChoiceButtonsProps {
  readonly choices: readonly Choice[];
  readonly open: boolean;
  readonly chosen: string | null;
}

/** Pressed once; after that, or once the talk has moved on, they only tell what was offered. */
export function ChoiceButtons({ choices, open, chosen }: ChoiceButtonsProps): JSX.Element | null {
  const { say } = useUi();
  if (choices.length === 0) return null;
  const usable = open && chosen === null;
  return (
    <div class={usable ? "choices" : "choices is-over"}>
      {choices.map(({ id, title }) => (
        <button
          type="button"
          key={id}
          class={chosen === id ? "choice is-chosen" : "choice"}
          disabled={!usable}
          aria-pressed={chosen === id}
          onClick={() => say({ kind: "choice", choice_id: id, title })}
        >
          {chosen === id && <Icon name="check" size={14} />}
          {title}
        </button>
      ))}
    </div>
  );
}
