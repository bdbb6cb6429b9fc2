import { Link } from "react-router";
import { Markdown } from "../message/Markdown.tsx";
import { PinControls } from "../trying/PinControls.tsx";
import type { Tried } from "../trying/pins.ts";
import { ReasonList } from "../trying/ReasonList.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { TIERS, titleIn } from "./options.ts";
import { words } from "./words-try.ts";

interface Props {
  readonly result: Tried;
  readonly articleId: string | null;
  readonly onChanged: () => void;
}

/** Passages best first, each with its score and why, and whether the bot would answer at all. */
export function TryResults({ result, articleId, onChanged }: Props) {
  const nearest = result.passages.find((passage) => !passage.held_back);
  return (
    <>
      <p className={`try__verdict ${result.answered ? "try__verdict--yes" : "try__verdict--no"}`}>
        <Icon name={result.answered ? "check" : "close"} />
        {result.answered ? words.answers(nearest?.title ?? "") : words.noAnswer}
      </p>
      {result.passages.length === 0 && <p className="details__none">{words.noneNear}</p>}
      {result.passages.length > 0 && (
        <p className="field__hint">
          {words.enough(result.answers_from.toFixed(2))}
          {result.buyers && words.buyers}
        </p>
      )}
      <ol className="try__passages">
        {result.passages.map((passage) => {
          const here = passage.article_id === articleId;
          const held = passage.held_back ? "try__passage--held" : "";
          return (
            <li
              key={passage.key}
              className={`try__passage ${here ? "try__passage--here" : ""} ${held}`}
            >
              <p className="try__head">
                {here ? (
                  <strong>{passage.title}</strong>
                ) : (
                  <Link to={`/knowledge/${encodeURIComponent(passage.key)}`}>{passage.title}</Link>
                )}
                <span className="try__score">
                  {passage.pinned ? words.chosen : passage.score.toFixed(2)}
                </span>
              </p>
              <meter
                className="try__meter"
                min={0}
                max={1}
                value={Math.min(1, Math.max(0, passage.score))}
                aria-label={words.scoreOf(passage.title)}
              />
              <Markdown text={passage.text} />
              <p className="try__facts">
                {here && <Badge tone="accent">{words.thisArticle}</Badge>}
                <Badge>{titleIn(TIERS, passage.tier)}</Badge>
                {passage.author && <span>{passage.author}</span>}
              </p>
              <ReasonList reasons={passage.reasons} />
              <PinControls passage={passage} question={result.query} onChanged={onChanged} />
            </li>
          );
        })}
      </ol>
    </>
  );
}
