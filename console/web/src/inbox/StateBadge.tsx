import type { State } from "../api/types.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { words } from "./words.ts";

const TONES: Readonly<Record<State, Tone>> = {
  bot: "plain",
  queued: "attention",
  human: "info",
  closed: "plain",
};

export function StateBadge({ state, assignee }: { state: State; assignee: string | null }) {
  const text = state === "human" && assignee ? words.withAgent(assignee) : words.states[state];
  return <Badge tone={TONES[state]}>{text}</Badge>;
}
