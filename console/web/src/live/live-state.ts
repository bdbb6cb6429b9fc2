import type { LinkStatus } from "./ConsoleSocket.ts";
import type { PresentAgent, ServerFrame } from "./frames.ts";

/** What is told by the socket and stored nowhere: link, who types, who is here, when lists changed. */
export interface LiveState {
  readonly link: LinkStatus;
  readonly typing: ReadonlySet<string>;
  readonly agents: readonly PresentAgent[];
  /** Rises whenever the inbox lists may differ from what was fetched, and nobody says how. */
  readonly listsRevision: number;
}

export const QUIET: LiveState = {
  link: "connecting",
  typing: new Set(),
  agents: [],
  listsRevision: 0,
};

export function reduceFrame(state: LiveState, frame: ServerFrame): LiveState {
  switch (frame.type) {
    case "inbox":
      if (frame.rows) return state;
      return { ...state, listsRevision: state.listsRevision + 1 };
    case "hello":
      return { ...state, listsRevision: state.listsRevision + 1 };
    case "presence":
      return { ...state, agents: frame.agents };
    case "typing":
      return { ...state, typing: withTyping(state.typing, frame.conversation, frame.on) };
    case "event":
      return frame.author.role === "shopper"
        ? { ...state, typing: withTyping(state.typing, frame.conversation, false) }
        : state;
    default:
      return state;
  }
}

/** A lost link knows nothing of typing or presence; saying nothing is the honest view. */
export function reduceLink(state: LiveState, link: LinkStatus): LiveState {
  return link === "open" ? { ...state, link } : { ...state, link, typing: new Set() };
}

export function withTyping(
  typing: ReadonlySet<string>,
  conversation: string,
  on: boolean,
): ReadonlySet<string> {
  if (typing.has(conversation) === on) return typing;
  const next = new Set(typing);
  if (on) next.add(conversation);
  else next.delete(conversation);
  return next;
}
