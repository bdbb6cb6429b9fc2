import { numbered } from "../ui/numbered.ts";
import type { Reasons } from "./pins.ts";
import { words } from "./words.ts";

/** Why a passage was found: which of the article's texts lie near to the question, and by what. */
export function ReasonList({ reasons }: { reasons: Reasons }) {
  const common = [...reasons.codes, ...reasons.words.filter((w) => !reasons.codes.includes(w))];
  return (
    <details className="reasons">
      <summary>{words.why(lead(reasons))}</summary>
      <dl className="reasons__list">
        {numbered(reasons.matches).map(({ place, item }) => (
          <div key={place} className="reasons__one">
            <dt>
              {words.parts[item.part]}
              {item.part === "question" && <q dir="auto">{item.text}</q>}
            </dt>
            <dd>
              <meter
                className="try__meter"
                min={0}
                max={1}
                value={Math.min(1, Math.max(0, item.meaning))}
                aria-label={words.likeness(words.parts[item.part])}
              />
              <span>{words.alike(percent(item.meaning))}</span>
              <span>{words.ofWords(percent(item.words))}</span>
            </dd>
          </div>
        ))}
        <div className="reasons__one">
          <dt>{words.common}</dt>
          <dd>{common.length > 0 ? common.join(", ") : words.nothingMuch}</dd>
        </div>
      </dl>
    </details>
  );
}

function lead({ matches, codes }: Reasons): string {
  const best = matches[0];
  if (codes.length > 0) return words.names(codes.join(", "));
  return best ? words.nearest[best.part](percent(best.meaning)) : words.few;
}

function percent(share: number): string {
  return String(Math.round(share * 100));
}
