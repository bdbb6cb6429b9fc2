import type { EditedBody, EventFrame, MessageBody, StateBody } from "./contract.ts";

const KINDS: ReadonlySet<string> = new Set<MessageBody["kind"]>([
  "text",
  "choices",
  "choice",
  "cards",
  "order",
  "receipt",
  "file",
  "rating_request",
  "rating",
  "split",
  "correction",
]);

/** The message that a log row carries, or null where it carries none that this version knows. */
export function messageBody(event: EventFrame): MessageBody | null {
  const body = event.body as { readonly kind?: unknown };
  return event.event === "message.posted" && typeof body.kind === "string" && KINDS.has(body.kind)
    ? (event.body as unknown as MessageBody)
    : null;
}

/** What an edit says of a message, or null for any other row. */
export function editedBody(event: EventFrame): EditedBody | null {
  const body = event.body as { readonly of_seq?: unknown; readonly text?: unknown };
  return event.event === "message.edited" &&
    typeof body.of_seq === "number" &&
    typeof body.text === "string"
    ? (event.body as unknown as EditedBody)
    : null;
}

/** The state that a `conversation.*` row has reached, or null for any other row. */
export function stateBody(event: EventFrame): StateBody | null {
  return event.event.startsWith("conversation.") && typeof event.body.state === "string"
    ? (event.body as unknown as StateBody)
    : null;
}
