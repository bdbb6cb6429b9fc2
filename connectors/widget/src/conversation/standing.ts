import type { EventFrame, Role, ServerFrame, State } from "@shopbell/conversations/contract";
import { stateBody } from "@shopbell/conversations/events";
import type { Phase, View } from "./view.ts";

type Stands = Pick<
  View,
  | "phase"
  | "state"
  | "agent"
  | "agentsOnline"
  | "opensAt"
  | "queue"
  | "typing"
  | "agentSeen"
  | "loaded"
>;

const TYPING_MS: Readonly<Record<Role, number>> = {
  bot: 25_000,
  agent: 8_000,
  shopper: 0,
  system: 0,
};
const ATTEMPTS_TILL_OFFLINE = 2;

/** How things stand: the connection, who has the conversation, who is typing. */
export class Standing {
  readonly #changed: () => void;
  #phase: Phase = "idle";
  #loaded = false;
  #state: State = "bot";
  #agent: string | null = null;
  #agentsOnline: boolean | null = null;
  #opensAt: string | null = null;
  #queue: View["queue"] = null;
  #typing: Role | null = null;
  #agentSeen = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called for what no frame brings: a typing mark that has run out. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get begun(): boolean {
    return this.#phase !== "idle" && this.#phase !== "refused";
  }

  current(): Stands {
    return {
      phase: this.#phase,
      state: this.#state,
      agent: this.#agent,
      agentsOnline: this.#agentsOnline,
      opensAt: this.#opensAt,
      queue: this.#queue,
      typing: this.#typing,
      agentSeen: this.#agentSeen,
      loaded: this.#loaded,
    };
  }

  begin(): boolean {
    if (this.#phase !== "idle") return false;
    this.#phase = "connecting";
    return true;
  }

  end(): void {
    this.#phase = "idle";
    this.#setTyping(null);
  }

  welcomed(state: State, behind: boolean): void {
    this.#phase = "online";
    this.#state = state;
    if (!behind) this.#loaded = true;
  }

  lost(attempt: number): void {
    if (attempt >= ATTEMPTS_TILL_OFFLINE) this.#phase = "offline";
    else if (this.#phase === "online") this.#phase = "connecting";
    this.#setTyping(null);
    this.#changed();
  }

  offline(): void {
    if (this.begun) this.#phase = "offline";
  }

  refused(): void {
    this.#phase = "refused";
  }

  caughtUp(whole: boolean): void {
    if (whole) this.#loaded = true;
  }

  forget(): void {
    this.#state = "bot";
    this.#agent = null;
    this.#queue = null;
    this.#agentSeen = 0;
    this.#loaded = false;
    this.#setTyping(null);
  }

  /** Reads state and person off the log, whose last word on them counts. */
  read(rows: readonly EventFrame[]): void {
    const last = rows.at(-1);
    if (last?.event === "message.posted" && last.author.role === this.#typing)
      this.#setTyping(null);
    for (let at = rows.length - 1; at >= 0; at -= 1) {
      const row = rows[at];
      const body = row && stateBody(row);
      if (!row || !body) continue;
      this.#state = body.state;
      this.#agent = body.state === "human" ? (body.agent ?? row.author.name) || null : null;
      if (body.state !== "queued") this.#queue = null;
      if (body.state !== "bot" && this.#typing === "bot") this.#setTyping(null);
      return;
    }
  }

  take(frame: ServerFrame): void {
    if (frame.type === "typing") this.#writes(frame.role, frame.on);
    else if (frame.type === "presence") {
      this.#agentsOnline = frame.agents_online;
      this.#opensAt = frame.opens_at ?? null;
    } else if (frame.type === "queue")
      this.#queue = { position: frame.position, wait: frame.wait_s };
    else if (frame.type === "seen" && frame.role === "agent") {
      this.#agentSeen = Math.max(this.#agentSeen, frame.seq);
    }
  }

  /** The bot may still be at work on what a person has taken over: that is not shown. */
  #writes(role: Role, on: boolean): void {
    if (role === "bot" && this.#state !== "bot") return;
    if (on) this.#setTyping(role);
    else if (this.#typing === role) this.#setTyping(null);
  }

  #setTyping(role: Role | null): void {
    clearTimeout(this.#typingTimer);
    this.#typing = role;
    if (!role) return;
    this.#typingTimer = setTimeout(() => {
      this.#typing = null;
      this.#changed();
    }, TYPING_MS[role]);
  }
}
