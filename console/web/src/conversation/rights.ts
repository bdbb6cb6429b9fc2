import type { Agent, Conversation } from "../api/types.ts";

export interface Rights {
  readonly claim: boolean;
  readonly reply: boolean;
  readonly release: boolean;
  readonly close: boolean;
  readonly transfer: boolean;
  readonly snooze: boolean;
}

/** Which deeds to offer. The server decides; this only saves people from refusals. */
export function rightsOn(conversation: Conversation, agent: Agent): Rights {
  const { state, assignee } = conversation;
  const mine = state === "human" && assignee?.id === agent.id;
  const inTheirPlace = state === "human" && agent.role === "admin";
  return {
    claim: state === "queued" || state === "bot",
    reply: mine,
    release: mine || inTheirPlace,
    close: mine || inTheirPlace || state === "queued",
    transfer: mine || inTheirPlace || state === "queued",
    snooze: mine,
  };
}
