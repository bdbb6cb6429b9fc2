import { Badge } from "../ui/Badge.tsx";
import { OtherArticle, Pair } from "./Pair.tsx";
import type { Flip, ReviewAnswer } from "./review.ts";
import { words } from "./words.ts";

/** A question, what is answered now, and what would be answered then. */
export function FlipRow({ flip }: { flip: Flip }) {
  return (
    <Pair
      about={
        <>
          <span className="review__question" dir="auto">
            {flip.question}
          </span>
          {flip.own && <Badge tone="accent">{words.own}</Badge>}
          {flip.times > 1 && <Badge>{words.times(flip.times)}</Badge>}
        </>
      }
      left={side(words.now, flip.before)}
      right={side(words.afterwards, flip.after)}
    />
  );
}

function side(when: string, answer: ReviewAnswer | null) {
  return {
    head: answer ? (
      <>
        {words.by(when)}
        <OtherArticle id={answer.key} title={answer.title} />
      </>
    ) : (
      when
    ),
    text: answer ? answer.text : words.nothing,
  };
}
