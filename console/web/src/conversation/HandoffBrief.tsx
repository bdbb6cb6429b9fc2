import type { Brief, State } from "../api/types.ts";
import { words as cases } from "../cases/words.ts";
import { briefTime } from "../format/time.ts";
import { languageOf, reasonOf } from "../format/words.ts";
import { inARow } from "../locales/words.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { numbered } from "../ui/numbered.ts";
import { words } from "./words-brief.ts";
import { detailOf, entityName, stepName } from "./words-steps.ts";

const TONES: Readonly<Record<string, Tone>> = {
  angry: "danger",
  impatient: "attention",
  friendly: "good",
};

interface Props {
  readonly brief: Brief;
  readonly state: State;
  /** After the first word the room is the log's. */
  readonly answered: boolean;
}

/** What to know before the first word: wish, what was checked, what was only said, what was tried. */
export function HandoffBrief({ brief, state, answered }: Props) {
  const { verified, claims, tried } = brief;
  return (
    <details className="brief" open={isOpenAtFirst(state) && !answered}>
      <summary className="brief__summary">
        <Icon name="spark" size={14} />
        <span className="brief__title">{words.title}</span>
        <span className="brief__gist">
          {inARow(brief.reason ? reasonOf(brief.reason) : brief.wants, languageOf(brief.language))}
        </span>
        <Icon name="chevron" size={14} />
      </summary>
      <dl className="brief__facts">
        <dt>{words.wants}</dt>
        <dd className="brief__wants">{brief.wants || words.notSaid}</dd>
        <dt>{words.verified}</dt>
        <dd>
          {verified ? (
            <span className="brief__verified">
              <Icon name="shield" size={14} />
              {inARow(verified.name, verified.email)}
              <time dateTime={verified.at}>{briefTime(verified.at)}</time>
            </span>
          ) : (
            words.nothing
          )}
        </dd>
        {claims.length > 0 && (
          <>
            <dt>{words.onlySaid}</dt>
            <dd>
              <ul className="brief__claims">
                {claims.map((claim) => (
                  <li key={claim}>{claimWords(claim)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {brief.promises.length > 0 && (
          <>
            <dt>{words.promised}</dt>
            <dd>
              <ul>
                {brief.promises.map((promise) => (
                  <li key={`${promise.kind}-${promise.detail}-${promise.at}`}>
                    {words.promises[promise.kind]}: {inPlainWords(promise.detail)}{" "}
                    <time dateTime={promise.at}>{briefTime(promise.at)}</time>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{words.mood}</dt>
        <dd>
          <Badge tone={TONES[brief.mood] ?? "plain"}>{words.moods[brief.mood]}</Badge>
        </dd>
        <dt>{words.tried}</dt>
        <dd>
          {tried.length === 0 ? (
            words.nothingTried
          ) : (
            <ol className="brief__tried">
              {numbered(tried).map(({ place, item: step }) => (
                <li
                  key={place}
                  className={step.ok ? "trace__step" : "trace__step trace__step--failed"}
                >
                  <Icon name={step.ok ? "check" : "close"} size={12} />
                  <span className="sr-only">{step.ok ? words.worked : words.failed}</span>
                  <span>{stepName(step.step)}</span>
                  {step.detail && (
                    <span className="trace__detail">{detailOf(step.step, step.detail)}</span>
                  )}
                </li>
              ))}
            </ol>
          )}
        </dd>
      </dl>
    </details>
  );
}

/** On a phone the words of the shopper need the room; the brief is one touch away. */
function isOpenAtFirst(state: State): boolean {
  const roomy = window.matchMedia("(min-width: 48rem)").matches;
  return roomy && (state === "queued" || state === "human");
}

/** `order_number: #W1` as a person would write it; what was said stays as it was said. */
function claimWords(claim: string): string {
  const [name = "", ...said] = claim.split(": ");
  return said.length > 0 ? `${entityName(name)}: ${said.join(": ")}` : claim;
}

/** What a case is about comes by its code, after the number of its order. */
function inPlainWords(detail: string): string {
  return detail
    .split(" ")
    .map((word) => cases.kinds[word] ?? word)
    .join(" ");
}
