import { stateBody } from "@shopbell/conversations/events";
import type { EventFrame } from "../api/types.ts";
import { reasonOf, sentence } from "../format/words.ts";

/** A log row that is no message, as one quiet line. */
export function describeState(event: EventFrame): string {
  const body = stateBody(event);
  const who = body?.agent || event.author.name || "Somebody";
  const why = body?.reason ? `: ${reasonOf(body.reason)}` : "";
  switch (event.event) {
    case "conversation.escalated":
      return `Passed to a person${why}`;
    case "conversation.claimed":
      return `${who} claimed the conversation`;
    case "conversation.released":
      return event.author.role === "shopper"
        ? "The shopper went back to the bot"
        : `${who} handed it back to the bot`;
    case "conversation.closed":
      return event.author.role === "shopper" ? "The shopper ended the chat" : `${who} closed it`;
    case "conversation.reopened":
      return "Opened again";
    case "conversation.rated":
      return "The shopper gave a rating";
    case "conversation.assigned":
      return `Given to ${who}`;
    case "conversation.transferred":
      return `Passed on${why}`;
    case "message.edited":
      return "A message was changed";
    default:
      return sentence(event.event);
  }
}
