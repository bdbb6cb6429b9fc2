import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { fill } from "../locales/index.ts";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";

const MOST_CHARS = 1_000;

interface RatingProps {
  readonly scale: number;
  /** The score that the shopper has given, 0 while none. */
  readonly given: number;
}

/** Stars, then words if there are any to say; nobody has to. */
export function RatingRequest({ scale, given }: RatingProps): JSX.Element | null {
  const { t, say } = useUi();
  const [chosen, choose] = useState(0);
  const [comment, setComment] = useState("");
  const [skipped, skip] = useState(false);
  const card = useRef<HTMLFieldSetElement>(null);
  // The field for words makes the card higher than the room that it has at the end.
  useEffect(() => {
    if (chosen > 0) card.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  if (skipped && !given) return null;
  const shown = given || chosen;
  const scores = Array.from({ length: Math.min(Math.max(scale, 2), 10) }, (_, index) => index + 1);
  return (
    <fieldset class="card rating" ref={card} disabled={given > 0}>
      <legend>{given > 0 ? fill(t.ratingGiven, { n: given, of: scale }) : t.ratingTitle}</legend>
      <div class="stars">
        {scores.map((score) => (
          <button
            type="button"
            key={score}
            class={score <= shown ? "star is-on" : "star"}
            aria-label={`${score} / ${scale}${t.ratingScale[score - 1] ? `: ${t.ratingScale[score - 1]}` : ""}`}
            aria-pressed={score === shown}
            onClick={() => choose(score)}
          >
            <Icon name="star" size={26} />
          </button>
        ))}
      </div>
      {chosen > 0 && !given && (
        <textarea
          rows={2}
          class="rating-words"
          aria-label={t.ratingComment}
          placeholder={t.ratingComment}
          maxLength={MOST_CHARS}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      )}
      {!given && (
        <div class="rating-row">
          <button
            type="button"
            class="solid-button"
            disabled={chosen === 0}
            onClick={() => say({ kind: "rating", score: chosen, comment: comment.trim() })}
          >
            {t.ratingSend}
          </button>
          <button type="button" class="quiet-button" onClick={() => skip(true)}>
            {t.ratingSkip}
          </button>
        </div>
      )}
    </fieldset>
  );
}
