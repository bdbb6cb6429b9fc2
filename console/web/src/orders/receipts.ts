import type { Receipt } from "@shopbell/conversations/contract";
import { messageBody } from "@shopbell/conversations/events";
import type { EventFrame } from "../api/types.ts";

/** The last thing done with an order in this conversation, while it can be taken back. */
export function undoableReceipt(
  events: readonly EventFrame[],
  order: string,
  now: number,
): Receipt | null {
  const last = events.findLast((event) => receiptOf(event)?.order === order);
  const receipt = last ? receiptOf(last) : null;
  if (!receipt?.undo_until || Date.parse(receipt.undo_until) <= now) return null;
  return receipt;
}

function receiptOf(event: EventFrame): Receipt | null {
  const body = messageBody(event);
  return body?.kind === "receipt" ? body.receipt : null;
}
