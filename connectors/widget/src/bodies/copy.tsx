import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";

const TOLD_MS = 2_000;

/** Absent where the page may not write to the clipboard (it is not served over https). */
export function CopyButton({ text }: { text: string }): JSX.Element | null {
  const { t } = useUi();
  const [done, setDone] = useState(false);
  if (!navigator.clipboard) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      setTimeout(() => setDone(false), TOLD_MS);
    } catch {
      setDone(false);
    }
  };
  return (
    <button
      type="button"
      class="icon-button is-small"
      aria-label={`${t.copy} ${text}`}
      onClick={copy}
    >
      <Icon name={done ? "check" : "copy"} size={16} />
      <span class="hidden" role="status">
        {done ? t.copied : ""}
      </span>
    </button>
  );
}
