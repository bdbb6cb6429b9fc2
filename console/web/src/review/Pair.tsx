import type { ReactNode } from "react";
import { Icon } from "../ui/Icon.tsx";
import { numbered } from "../ui/numbered.ts";
import { markedParts } from "./marking.ts";

interface Side {
  readonly head: ReactNode;
  readonly text: string;
  readonly marked?: readonly string[];
}

interface Props {
  readonly about?: ReactNode;
  readonly left: Side;
  readonly right: Side;
}

/** Two texts beside each other, what differs in them marked. */
export function Pair({ about, left, right }: Props) {
  return (
    <>
      {about && <p className="review__about">{about}</p>}
      <div className="review__pair">
        <Text {...left} />
        <Text {...right} />
      </div>
    </>
  );
}

function Text({ head, text, marked = [] }: Side) {
  return (
    <div className="review__side">
      <p className="review__head">{head}</p>
      <p className="review__text" dir="auto">
        {numbered(markedParts(text, marked)).map(({ place, item }) =>
          item.marked ? <mark key={place}>{item.text}</mark> : item.text,
        )}
      </p>
    </div>
  );
}

/** Opens beside this page, because the text being written must not be left. */
export function OtherArticle({ id, title }: { id: string; title: string }) {
  return (
    <a
      className="review__other"
      href={`/console/knowledge/${encodeURIComponent(id)}`}
      target="_blank"
      rel="noreferrer"
    >
      {title}
      <Icon name="external" size={12} />
    </a>
  );
}
