import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import type { Conversation } from "../api/types.ts";
import type { Rights } from "../conversation/rights.ts";
import { briefTime } from "../format/time.ts";
import { Icon } from "../ui/Icon.tsx";
import { SnoozeDialog } from "./SnoozeDialog.tsx";
import { useSnooze } from "./snooze.ts";
import { TransferDialog } from "./TransferDialog.tsx";
import { words } from "./words.ts";

/** Passing on and putting off: what is done less often than answering. */
export function DeferMenu({ conversation, may }: { conversation: Conversation; may: Rights }) {
  const [open, setOpen] = useState<"transfer" | "snooze" | null>(null);
  const wake = useSnooze(conversation.id);
  const close = () => setOpen(null);
  if (!may.transfer && !may.snooze) return null;
  return (
    <>
      {conversation.snoozed_until && (
        <button
          type="button"
          className="snoozed"
          title={words.wake}
          onClick={() => wake.mutate(null)}
        >
          <Icon name="clock" size={14} />
          {words.snoozedUntil(briefTime(conversation.snoozed_until))}
        </button>
      )}
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="icon-button" aria-label={words.more}>
          <Icon name="more" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
            {may.transfer && (
              <DropdownMenu.Item className="menu__item" onSelect={() => setOpen("transfer")}>
                {words.transfer}
              </DropdownMenu.Item>
            )}
            {may.snooze && (
              <DropdownMenu.Item className="menu__item" onSelect={() => setOpen("snooze")}>
                {words.snooze}
              </DropdownMenu.Item>
            )}
            {may.snooze && conversation.snoozed_until && (
              <DropdownMenu.Item className="menu__item" onSelect={() => wake.mutate(null)}>
                {words.wake}
              </DropdownMenu.Item>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {open === "transfer" && <TransferDialog conversation={conversation} onClose={close} />}
      {open === "snooze" && <SnoozeDialog conversation={conversation.id} onClose={close} />}
    </>
  );
}
