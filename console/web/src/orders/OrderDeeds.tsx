import { useState } from "react";
import { messageOf } from "../api/http.ts";
import type { CustomerOrder, EventFrame } from "../api/types.ts";
import { briefTime } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { DeedDialog } from "./DeedDialog.tsx";
import { useUndo } from "./orders.ts";
import { undoableReceipt } from "./receipts.ts";
import { deedName, words } from "./words.ts";

interface Props {
  readonly conversation: string;
  readonly order: CustomerOrder;
  readonly events: readonly EventFrame[];
}

/** What may be done with this order now, and the way back from what was just done. */
export function OrderDeeds({ conversation, order, events }: Props) {
  const [deed, setDeed] = useState<string | null>(null);
  const undo = useUndo(conversation);
  const now = useNow(15_000);
  const receipt = undoableReceipt(events, order.number, now);
  const takeBack = (id: string) =>
    undo.mutate(
      { receipt: id, key: `undo-${id}` },
      {
        onSuccess: () => notices.add(words.undone, "good"),
        onError: (problem) => notices.add(messageOf(problem), "attention"),
      },
    );
  return (
    <>
      {receipt && (
        <p className="deed__undo">
          <span>{words.undoUntil(briefTime(receipt.undo_until ?? ""))}</span>
          <Button busy={undo.isPending} onClick={() => takeBack(receipt.id)}>
            {words.undo}
          </Button>
        </p>
      )}
      {order.actions.length > 0 && (
        <fieldset className="deed__buttons" aria-label={words.more(order.number)}>
          {order.actions.map((action) => (
            <Button key={action} onClick={() => setDeed(action)}>
              {deedName(action)}
            </Button>
          ))}
        </fieldset>
      )}
      {deed && (
        <DeedDialog
          conversation={conversation}
          action={deed}
          order={order}
          onClose={() => setDeed(null)}
        />
      )}
    </>
  );
}
