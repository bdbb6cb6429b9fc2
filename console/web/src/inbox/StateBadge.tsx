import type { State } from "../api/types.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";

const TONES: Readonly<Record<State, Tone>> = {
  bot: "plain",
  queued: "attention",
  human: "info",
  closed: "plain",
};

const TITLES: Readonly<Record<State, string>> = {
  bot: "With the bot",
  queued: "Waiting",
  human: "With a person",
  closed: "Closed",
};

export function StateBadge({ state, assignee }: { state: State; assignee: string | null }) {
  const words = state === "human" && assignee ? `With ${assignee}` : TITLES[state];
  return <Badge tone={TONES[state]}>{words}</Badge>;
}
