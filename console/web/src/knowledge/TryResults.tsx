import { Link } from "react-router";
import type { TryResult } from "../api/types.ts";
import { Markdown } from "../message/Markdown.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { TIERS, titleIn } from "./options.ts";

interface Props {
  readonly result: TryResult;
  readonly articleId: string | null;
}

/** Passages best first, each with its score, and whether the bot would answer at all. */
export function TryResults({ result, articleId }: Props) {
  return (
    <>
      <p className={`try__verdict ${result.answered ? "try__verdict--yes" : "try__verdict--no"}`}>
        <Icon name={result.answered ? "check" : "close"} />
        {result.answered
          ? "The bot answers this"
          : "Nothing is good enough: the bot says so and offers a person"}
      </p>
      {result.passages.length === 0 && <p className="details__none">No passage came near.</p>}
      <ol className="try__passages">
        {result.passages.map((passage) => {
          const here = passage.article_id === articleId;
          const key = `${passage.locale}:${passage.article_id}`;
          return (
            <li key={passage.id} className={`try__passage ${here ? "try__passage--here" : ""}`}>
              <p className="try__head">
                {here ? (
                  <strong>{passage.title}</strong>
                ) : (
                  <Link to={`/knowledge/${encodeURIComponent(key)}`}>{passage.title}</Link>
                )}
                <span className="try__score">{passage.score.toFixed(2)}</span>
              </p>
              <meter
                className="try__meter"
                min={0}
                max={1}
                value={Math.min(1, Math.max(0, passage.score))}
                aria-label={`Score of ${passage.title}`}
              />
              <Markdown text={passage.text} />
              <p className="try__facts">
                {here && <Badge tone="accent">This article</Badge>}
                <Badge>{titleIn(TIERS, passage.tier)}</Badge>
                {passage.author && <span>{passage.author}</span>}
              </p>
            </li>
          );
        })}
      </ol>
    </>
  );
}
