import { stateBody } from "@shopbell/conversations/events";
import type { EventFrame } from "../api/types.ts";
import { briefTime } from "../format/time.ts";
import { reasonOf, sentence } from "../format/words.ts";
import { words as outcome } from "../outcome/words.ts";
import { words } from "./words-log.ts";

/** A log row that is no message, as one quiet line. */
export function describeState(event: EventFrame): string {
  const body = stateBody(event);
  const who = body?.agent || event.author.name || words.somebody;
  const why = body?.reason ? `: ${reasonOf(body.reason)}` : "";
  switch (event.event) {
    case "conversation.escalated":
      return `${words.toPerson}${why}`;
    case "conversation.claimed":
      return words.claimed(who);
    case "conversation.released":
      return event.author.role === "shopper" ? words.shopperToBot : words.handedBack(who);
    case "conversation.closed":
      return event.author.role === "shopper" ? words.shopperEnded : words.closedBy(who);
    case "conversation.reopened":
      return words.reopened;
    case "conversation.rated":
      return words.rated;
    case "conversation.assigned":
      return words.given(who);
    case "conversation.transferred":
      return body?.reason === "claim_expired" ? words.claimExpired : `${words.passedOn}${why}`;
    case "conversation.routed":
      return words.routed(typeof event.body.team === "string" ? event.body.team : "");
    case "conversation.snoozed":
      return typeof event.body.until === "string"
        ? words.snoozed(who, briefTime(event.body.until))
        : words.woken;
    case "conversation.tagged":
      return words.tagged(outcomeOf(event.body));
    case "conversation.merged":
      return event.body.role === "kept" ? words.mergedKept : words.mergedEnded;
    case "message.edited":
      return words.edited;
    default:
      return sentence(event.event);
  }
}

function outcomeOf(body: Readonly<Record<string, unknown>>): string {
  const names: Readonly<Record<string, string>> = outcome.reasons;
  const reason = typeof body.reason === "string" ? [names[body.reason] ?? body.reason] : [];
  const tags = Array.isArray(body.tags) ? body.tags.map(String) : [];
  return [...reason, ...tags].join(", ");
}
