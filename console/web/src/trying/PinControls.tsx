import { messageOf } from "../api/http.ts";
import { fullTime } from "../format/time.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { type PinKind, type TriedPassage, useDecide, useUndo } from "./pins.ts";
import { words } from "./words.ts";

interface Props {
  readonly passage: TriedPassage;
  readonly question: string;
  /** What the bot answers has changed: the question is worth asking again. */
  readonly onChanged: () => void;
}

/** Choosing an article for a question, or ruling it out; both can be taken back. */
export function PinControls({ passage, question, onChanged }: Props) {
  const decide = useDecide();
  const undo = useUndo();
  const failed = (problem: unknown) => notices.add(messageOf(problem), "attention");
  const choose = (kind: PinKind) =>
    decide.mutate(
      { article: passage.key, question, kind },
      {
        onSuccess: () => {
          notices.add(words.done[kind]);
          onChanged();
        },
        onError: failed,
      },
    );
  const { pin } = passage;
  if (pin) {
    return (
      <div className="pin">
        <Badge tone={pin.kind === "pin" ? "good" : "attention"}>{words.marks[pin.kind]}</Badge>
        <span title={fullTime(pin.created_at)}>
          {words.by(pin.author)}
          {pin.question !== question && words.forQuestion(pin.question)}
        </span>
        <Button
          tone="quiet"
          busy={undo.isPending}
          onClick={() =>
            undo.mutate(pin.id, {
              onSuccess: () => {
                notices.add(words.takenBack);
                onChanged();
              },
              onError: failed,
            })
          }
        >
          {words.undo}
        </Button>
      </div>
    );
  }
  return (
    <div className="pin">
      {passage.tier !== "community" && (
        <Button
          tone="quiet"
          icon="check"
          busy={decide.isPending}
          aria-label={words.answerWithTitle(passage.title)}
          onClick={() => choose("pin")}
        >
          {words.answerWith}
        </Button>
      )}
      <Button
        tone="quiet"
        icon="close"
        busy={decide.isPending}
        aria-label={words.notForTitle(passage.title)}
        onClick={() => choose("demote")}
      >
        {words.notForThis}
      </Button>
    </div>
  );
}
