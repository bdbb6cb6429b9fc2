import { messageOf } from "../api/http.ts";
import { briefTime, fullTime } from "../format/time.ts";
import { inARow } from "../locales/words.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { type Pin, usePins, useUndo } from "./pins.ts";
import { words } from "./words.ts";

/** Everything that was decided about this article, who did it, and what was taken back. */
export function PinList({ article }: { article: string | null }) {
  const pins = usePins(article);
  const items = pins.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="pins" aria-label={words.decided}>
      <h3 className="try__title">{words.decided}</h3>
      <ul className="pins__list">
        {items.map((pin) => (
          <PinRow key={pin.id} pin={pin} />
        ))}
      </ul>
    </section>
  );
}

function PinRow({ pin }: { pin: Pin }) {
  const undo = useUndo();
  const undone = pin.undone_at !== null;
  return (
    <li className={`pins__one ${undone ? "pins__one--undone" : ""}`}>
      <p dir="auto">{pin.question}</p>
      <p className="try__facts">
        <Badge tone={undone ? "plain" : pin.kind === "pin" ? "good" : "attention"}>
          {words.kinds[pin.kind]}
        </Badge>
        <span title={fullTime(pin.created_at)}>
          {inARow(pin.author, briefTime(pin.created_at))}
        </span>
        {undone && <span>{words.takenBackBy(pin.undone_by)}</span>}
        {!undone && (
          <Button
            tone="quiet"
            busy={undo.isPending}
            aria-label={words.undoFor(pin.question)}
            onClick={() =>
              undo.mutate(pin.id, {
                onError: (problem) => notices.add(messageOf(problem), "attention"),
              })
            }
          >
            {words.undo}
          </Button>
        )}
      </p>
    </li>
  );
}
