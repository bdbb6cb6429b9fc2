import { editedBody, messageBody } from "@shopbell/conversations/events";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { ConversationDetail, EventFrame } from "../api/types.ts";
import { applyEvent } from "../conversation/log.ts";
import { conversationPath } from "../conversation/useConversation.ts";

const EDITABLE_MS = 15 * 60_000;

/** The message as it reads now: with the words of its last edit. */
export function asItReads(event: EventFrame, edits: readonly EventFrame[]): EventFrame {
  const last = edits.at(-1);
  const edited = last && editedBody(last);
  return edited ? { ...event, body: { ...event.body, text: edited.text } } : event;
}

/** Whether to offer a correction. The server decides. */
export function isEditable(event: EventFrame, myName: string, now: number): boolean {
  return (
    event.author.role === "agent" &&
    event.author.name === myName &&
    messageBody(event)?.kind === "text" &&
    now - Date.parse(event.at) < EDITABLE_MS
  );
}

/** Where the last message stands that can still be corrected, null where there is none. */
export function lastEditable(events: readonly EventFrame[], myName: string): number | null {
  const now = Date.now();
  return events.findLast((event) => isEditable(event, myName, now))?.seq ?? null;
}

export function useEdit(conversation: string, seq: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      http.put<{ event: EventFrame }>(conversationPath(conversation, `/messages/${seq}`), { text }),
    onSuccess: ({ event }) => {
      cache.setQueryData<ConversationDetail>(keys.conversation(conversation), (known) =>
        known ? applyEvent(known, event) : known,
      );
    },
  });
}
