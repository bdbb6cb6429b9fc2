import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useUi } from "../context.ts";

const COLUMNS = 8;
const EMOJIS = [
  "🙂 😀 😂 😊 😍 😘 🤗 😉",
  "🤔 😅 😐 😕 😢 😭 😡 😱",
  "👍 👎 👏 🙏 💪 👋 👌 ✌️",
  "❤️ 💚 💔 ✨ 🎉 🔥 ⭐ 💯",
  "👗 👕 👖 👟 👜 💄 🧴 🎁",
  "📦 🚚 🏠 💳 🧾 📷 ✅ ❌",
]
  .join(" ")
  .split(" ");

interface EmojiListProps {
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

/** One stop for Tab; the arrow keys go about in it. */
export function EmojiList({ onPick, onClose }: EmojiListProps): JSX.Element {
  const { t } = useUi();
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
      return;
    }
    const buttons = [...(box.current?.querySelectorAll("button") ?? [])];
    const here = buttons.indexOf(event.target as HTMLButtonElement);
    const rightward = getComputedStyle(box.current as Element).direction === "rtl" ? -1 : 1;
    const step = {
      ArrowRight: rightward,
      ArrowLeft: -rightward,
      ArrowDown: COLUMNS,
      ArrowUp: -COLUMNS,
    }[event.key];
    if (!step) return;
    event.preventDefault();
    buttons[here + step]?.focus();
  };
  return (
    <fieldset class="emojis" aria-label={t.emoji} ref={box} onKeyDown={onKeyDown}>
      {EMOJIS.map((emoji, index) => (
        <button
          type="button"
          key={emoji}
          tabIndex={index === 0 ? 0 : -1}
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </button>
      ))}
    </fieldset>
  );
}
