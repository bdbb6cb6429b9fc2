import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";
import { useRooms } from "./rooms/use_rooms.ts";

/** Opens the list of emoji above the field. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }): JSX.Element {
  const { t } = useUi();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const part = useRooms(open, () => button.current?.getRootNode());
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="emoji-place">
      <button
        type="button"
        class="icon-button"
        ref={button}
        aria-label={t.emoji}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="smile" />
      </button>
      {open && part && (
        <part.EmojiList
          onClose={close}
          onPick={(emoji) => {
            setOpen(false);
            onPick(emoji);
          }}
        />
      )}
    </div>
  );
}
