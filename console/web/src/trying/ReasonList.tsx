import { numbered } from "../ui/numbered.ts";
import type { Match, Reasons } from "./pins.ts";

const PARTS: Readonly<Record<Match["part"], string>> = {
  title: "Its title",
  question: "A question it answers",
  passage: "This passage",
};

/** Why a passage was found: which of the article's texts lie near to the question, and by what. */
export function ReasonList({ reasons }: { reasons: Reasons }) {
  const words = [...reasons.codes, ...reasons.words.filter((w) => !reasons.codes.includes(w))];
  return (
    <details className="reasons">
      <summary>Why: {lead(reasons)}</summary>
      <dl className="reasons__list">
        {numbered(reasons.matches).map(({ place, item }) => (
          <div key={place} className="reasons__one">
            <dt>
              {PARTS[item.part]}
              {item.part === "question" && <q dir="auto">{item.text}</q>}
            </dt>
            <dd>
              <meter
                className="try__meter"
                min={0}
                max={1}
                value={Math.min(1, Math.max(0, item.meaning))}
                aria-label={`Likeness in meaning: ${PARTS[item.part]}`}
              />
              <span>{Math.round(item.meaning * 100)} % alike in meaning</span>
              <span>{Math.round(item.words * 100)} % of the question’s words</span>
            </dd>
          </div>
        ))}
        <div className="reasons__one">
          <dt>Words in common</dt>
          <dd>{words.length > 0 ? words.join(", ") : "none that say much"}</dd>
        </div>
      </dl>
    </details>
  );
}

function lead({ matches, codes }: Reasons): string {
  const best = matches[0];
  if (codes.length > 0) return `it names ${codes.join(", ")}`;
  if (!best) return "few words in common";
  return `${PARTS[best.part].toLowerCase()} is nearest, ${Math.round(best.meaning * 100)} % alike`;
}
