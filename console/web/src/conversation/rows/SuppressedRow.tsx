import { messageBody } from "@shopbell/conversations/events";
import type { EventFrame } from "../../api/types.ts";
import { MessageContent } from "../../message/MessageContent.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { numbered } from "../../ui/numbered.ts";
import { words } from "../words-log.ts";

/** What the bot would have said after a person had taken over. Kept, never sent. */
export function SuppressedRow({ event }: { event: EventFrame }) {
  return (
    <details className="suppressed">
      <summary>
        <Icon name="bot" size={12} />
        {words.heldBack}
      </summary>
      {numbered(heldBack(event)).map(({ place, item }) => (
        <MessageContent key={place} body={item} />
      ))}
    </details>
  );
}

function heldBack(event: EventFrame) {
  const kept: unknown = event.body.messages;
  const bodies: readonly unknown[] = Array.isArray(kept) ? kept : [];
  return bodies.flatMap((body) => {
    if (typeof body !== "object" || body === null) return [];
    const posted = { ...event, event: "message.posted", body } as EventFrame;
    return messageBody(posted) ?? [];
  });
}
