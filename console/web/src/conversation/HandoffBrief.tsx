import type { Brief, State } from "../api/types.ts";
import { fullTime } from "../format/time.ts";
import { languageOf, reasonOf, sentence } from "../format/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { numbered } from "../ui/numbered.ts";

/** What to know before the first word: wish, what was checked, what was only said, what was tried. */
export function HandoffBrief({ brief, state }: { brief: Brief; state: State }) {
  const { verified, claims, tried } = brief;
  return (
    <details className="brief" open={state === "queued" || state === "human"}>
      <summary className="brief__summary">
        <Icon name="spark" size={14} />
        <span className="brief__title">Handoff brief</span>
        {brief.reason && <span className="brief__reason">{reasonOf(brief.reason)}</span>}
        <span className="brief__language">{languageOf(brief.language)}</span>
      </summary>
      <dl className="brief__facts">
        <dt>Wants</dt>
        <dd className="brief__wants">{brief.wants || "Not said yet"}</dd>
        <dt>Verified</dt>
        <dd>
          {verified ? (
            <span className="brief__verified">
              <Icon name="shield" size={14} />
              {verified.name}, {verified.email}
              <time dateTime={verified.at}>{fullTime(verified.at)}</time>
            </span>
          ) : (
            "Nothing. Give no order details away."
          )}
        </dd>
        {claims.length > 0 && (
          <>
            <dt>Only said</dt>
            <dd>
              <ul className="brief__claims">
                {claims.map((claim) => (
                  <li key={claim}>{sentence(claim)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>Tried</dt>
        <dd>
          {tried.length === 0 ? (
            "Nothing yet"
          ) : (
            <ol className="brief__tried">
              {numbered(tried).map(({ place, item: step }) => (
                <li
                  key={place}
                  className={step.ok ? "trace__step" : "trace__step trace__step--failed"}
                >
                  <Icon name={step.ok ? "check" : "close"} size={12} />
                  <span className="sr-only">{step.ok ? "worked: " : "did not work: "}</span>
                  <span>{sentence(step.step)}</span>
                  {step.detail && <span className="trace__detail">{step.detail}</span>}
                </li>
              ))}
            </ol>
          )}
        </dd>
      </dl>
    </details>
  );
}
