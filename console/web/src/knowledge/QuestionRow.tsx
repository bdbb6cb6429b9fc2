import type { KeyboardEvent } from "react";
import { IconButton } from "../ui/IconButton.tsx";
import { words } from "./words.ts";

interface Props {
  /** Counted from 1, as it is read out. */
  readonly number: number;
  readonly last: boolean;
  readonly question: string;
  readonly onChange: (question: string) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
  readonly onAddAfter: () => void;
}

export function QuestionRow(props: Props) {
  const { number, last, question } = props;
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") props.onAddAfter();
    else if (event.key === "Backspace" && question === "") props.onRemove();
    else return;
    event.preventDefault();
  };
  return (
    <li className="questions__one">
      <input
        className="input"
        aria-label={words.question(number)}
        maxLength={500}
        value={question}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={press}
      />
      <IconButton
        icon="up"
        label={words.moveUp(number)}
        disabled={number === 1}
        onClick={() => props.onMove(-1)}
      />
      <IconButton
        icon="down"
        label={words.moveDown(number)}
        disabled={last}
        onClick={() => props.onMove(1)}
      />
      <IconButton icon="close" label={words.removeQuestion(number)} onClick={props.onRemove} />
    </li>
  );
}
