import type { EventFrame } from "../../api/types.ts";
import { Icon } from "../../ui/Icon.tsx";
import { numbered } from "../../ui/numbered.ts";
import { readUnderstood } from "../understood.ts";
import { intentName } from "../words-intents.ts";
import { words } from "../words-log.ts";
import { detailOf, entityName, stepName } from "../words-steps.ts";

/** What the bot made of the words before it, and each step it took. Shoppers never see this. */
export function UnderstoodRow({ event }: { event: EventFrame }) {
  const { intent, confidence, entities, steps } = readUnderstood(event.body);
  return (
    <div className="trace">
      <p className="trace__line">
        <Icon name="spark" size={12} />
        {intent ? (
          <>
            <span className="sr-only">{words.understood} </span>
            <span className="trace__intent" title={intent}>
              {intentName(intent)}
            </span>
            {confidence !== null && (
              <span
                className={`trace__confidence ${confidence < 0.6 ? "trace__confidence--low" : ""}`}
              >
                {Math.round(confidence * 100)} %
              </span>
            )}
          </>
        ) : (
          <span>{words.noIntent}</span>
        )}
        {entities.map(({ entity, value }) => (
          <span key={`${entity}-${value}`} className="trace__entity">
            {entityName(entity)}: {value}
          </span>
        ))}
      </p>
      {steps.length > 0 && (
        <ul className="trace__steps">
          {numbered(steps).map(({ place, item: { step, ok, detail } }) => (
            <li key={place} className={ok ? "trace__step" : "trace__step trace__step--failed"}>
              <Icon name={ok ? "check" : "close"} size={12} />
              <span className="sr-only">{ok ? words.worked : words.failed}</span>
              <span>{stepName(step)}</span>
              {detail && <span className="trace__detail">{detailOf(step, detail)}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
