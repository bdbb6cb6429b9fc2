import { messageBody } from "@shopbell/conversations/events";
import type { EventFrame } from "../../api/types.ts";
import { MessageContent } from "../../message/MessageContent.tsx";
import { Translation } from "../../translation/Translation.tsx";
import { words } from "../words-log.ts";
import { MessageMeta } from "./MessageMeta.tsx";

export function MessageRow({ event, first }: { event: EventFrame; first: boolean }) {
  const body = messageBody(event);
  const side = event.author.role === "shopper" ? "theirs" : "ours";
  return (
    <article
      id={`event-${event.id}`}
      className={`message message--${side} message--${event.author.role}`}
    >
      {first && <MessageMeta role={event.author.role} name={event.author.name} at={event.at} />}
      {body ? <MessageContent body={body} /> : <p className="message__unknown">{words.unknown}</p>}
      {side === "theirs" && body?.kind === "text" && event.conversation && event.seq !== null && (
        <Translation conversation={event.conversation} seq={event.seq} />
      )}
    </article>
  );
}
