import { Badge } from "../ui/Badge.tsx";
import { OtherArticle, Pair } from "./Pair.tsx";
import type { Flip, ReviewAnswer } from "./review.ts";

const NOTHING = "The bot says that it does not know, and offers a person.";

/** A question, what is answered now, and what would be answered then. */
export function FlipRow({ flip }: { flip: Flip }) {
  return (
    <Pair
      about={
        <>
          <span className="review__question" dir="auto">
            {flip.question}
          </span>
          {flip.own && <Badge tone="accent">Its own question</Badge>}
          {flip.times > 1 && <Badge>{flip.times} times</Badge>}
        </>
      }
      left={side("Now", flip.before)}
      right={side("Then", flip.after)}
    />
  );
}

function side(when: string, answer: ReviewAnswer | null) {
  return {
    head: answer ? (
      <>
        {when}: <OtherArticle id={answer.key} title={answer.title} />
      </>
    ) : (
      when
    ),
    text: answer ? answer.text : NOTHING,
  };
}
