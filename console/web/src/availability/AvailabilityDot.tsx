import type { AvailabilityState } from "../live/frames.ts";
import { words } from "./words.ts";

/** The colour says it to the eye, the word to everybody. */
export function AvailabilityDot({ state }: { state: AvailabilityState }) {
  return (
    <span className={`here here--${state}`}>
      <span className="sr-only">{words.states[state]}</span>
    </span>
  );
}
