import type { EventFrame } from "../../api/types.ts";
import { clockTime, fullTime } from "../../format/time.ts";
import { describeState } from "../state-words.ts";

export function StateRow({ event }: { event: EventFrame }) {
  return (
    <p className="state-line">
      <span>{describeState(event)}</span>
      <time dateTime={event.at} title={fullTime(event.at)}>
        {clockTime(event.at)}
      </time>
    </p>
  );
}
