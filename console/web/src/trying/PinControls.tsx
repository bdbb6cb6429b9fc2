import { messageOf } from "../api/http.ts";
import { fullTime } from "../format/time.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { type PinKind, type TriedPassage, useDecide, useUndo } from "./pins.ts";

interface Props {
  readonly passage: TriedPassage;
  readonly question: string;
  /** What the bot answers has changed: the question is worth asking again. */
  readonly onChanged: () => void;
}

const DONE: Readonly<Record<PinKind, string>> = {
  pin: "Shoppers who ask this get this article from now on.",
  demote: "Shoppers who ask this do not get this article any more.",
};

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
          notices.add(DONE[kind]);
          onChanged();
        },
        onError: failed,
      },
    );
  const { pin } = passage;
  if (pin) {
    return (
      <div className="pin">
        <Badge tone={pin.kind === "pin" ? "good" : "attention"}>
          {pin.kind === "pin" ? "Chosen" : "Held back"}
        </Badge>
        <span title={fullTime(pin.created_at)}>
          by {pin.author}
          {pin.question !== question && <> for “{pin.question}”</>}
        </span>
        <Button
          tone="quiet"
          busy={undo.isPending}
          onClick={() =>
            undo.mutate(pin.id, {
              onSuccess: () => {
                notices.add("Taken back. The scores decide again.");
                onChanged();
              },
              onError: failed,
            })
          }
        >
          Undo
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
          aria-label={`Answer this with ${passage.title}`}
          onClick={() => choose("pin")}
        >
          Answer with this
        </Button>
      )}
      <Button
        tone="quiet"
        icon="close"
        busy={decide.isPending}
        aria-label={`Do not answer this with ${passage.title}`}
        onClick={() => choose("demote")}
      >
        Not for this
      </Button>
    </div>
  );
}
