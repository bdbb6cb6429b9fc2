import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { numbered } from "../ui/numbered.ts";
import { QuestionRow } from "./QuestionRow.tsx";
import { move } from "./text.ts";
import { words } from "./words.ts";

interface Props {
  readonly questions: readonly string[];
  readonly onChange: (questions: readonly string[]) => void;
}

/** Questions in shoppers' own words that this article answers. */
export function QuestionsField({ questions, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [focus, setFocus] = useState<number | null>(null);
  useEffect(() => {
    if (focus === null) return;
    list.current?.querySelectorAll("input")[focus]?.focus();
    setFocus(null);
  }, [focus]);

  const add = (at: number) => {
    onChange(questions.toSpliced(at, 0, ""));
    setFocus(at);
  };
  const remove = (at: number) => {
    onChange(questions.toSpliced(at, 1));
    if (questions.length > 1) setFocus(Math.max(0, at - 1));
  };
  return (
    <fieldset className="questions">
      <legend className="field__label">{words.fields.questions}</legend>
      {questions.length === 0 && <p className="field__hint">{words.questionsHint}</p>}
      <ol ref={list} className="questions__list">
        {numbered(questions).map(({ place, item }) => {
          const at = Number(place);
          return (
            <QuestionRow
              key={place}
              number={at + 1}
              last={at === questions.length - 1}
              question={item}
              onChange={(question) => onChange(questions.with(at, question))}
              onMove={(by) => onChange(move(questions, at, by))}
              onRemove={() => remove(at)}
              onAddAfter={() => add(at + 1)}
            />
          );
        })}
      </ol>
      <Button tone="quiet" icon="plus" onClick={() => add(questions.length)}>
        {words.addQuestion}
      </Button>
    </fieldset>
  );
}
