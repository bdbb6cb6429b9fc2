import type { JSX } from "preact";
import { fill } from "../locales/index.ts";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";

/** `given` is the score that the shopper has chosen, 0 while none. */
export function RatingRequest({ scale, given }: { scale: number; given: number }): JSX.Element {
  const { t, say } = useUi();
  const scores = Array.from({ length: Math.min(Math.max(scale, 2), 10) }, (_, index) => index + 1);
  return (
    <fieldset class="card rating" disabled={given > 0}>
      <legend>{given > 0 ? fill(t.ratingGiven, { n: given, of: scale }) : t.ratingTitle}</legend>
      <div class="stars">
        {scores.map((score) => (
          <button
            type="button"
            key={score}
            class={score <= given ? "star is-on" : "star"}
            aria-label={`${score} / ${scale}${t.ratingScale[score - 1] ? `: ${t.ratingScale[score - 1]}` : ""}`}
            onClick={() => say({ kind: "rating", score })}
          >
            <Icon name="star" size={26} />
          </button>
        ))}
      </div>
    </fieldset>
  );
}
