import {
  type KeyboardEvent,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { inserted, triggerIn } from "./completion.ts";
import { type Suggestion, useSuggestions } from "./suggestions.ts";

interface Field {
  readonly ref: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly setText: (text: string) => void;
}

/** The list under the caret. `onKey` says whether it has used the key. */
export function useSuggest(conversation: string, mode: "reply" | "note", field: Field) {
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [closedAt, setClosedAt] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const moveTo = useRef<number | null>(null);
  const found = triggerIn(field.text, Math.min(caret, field.text.length), mode);
  const trigger = found && closedAt !== field.text ? found : null;
  const { items, loading } = useSuggestions(conversation, mode, trigger?.query ?? null);
  const at = Math.min(active, Math.max(0, items.length - 1));

  useLayoutEffect(() => {
    if (moveTo.current === null) return;
    field.ref.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = null;
  });
  const choose = (chosen: Suggestion) => {
    if (!trigger) return;
    const next = inserted(field.text, trigger, chosen.words);
    field.setText(next.text);
    setCaret(next.caret);
    moveTo.current = next.caret;
    setClosedAt(next.text);
    setActive(0);
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (!trigger || event.nativeEvent.isComposing) return false;
    if (event.key === "Escape") {
      setClosedAt(field.text);
      return true;
    }
    const chosen = items[at];
    if (!chosen) return false;
    if (event.key === "ArrowDown") setActive((at + 1) % items.length);
    else if (event.key === "ArrowUp") setActive((at + items.length - 1) % items.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
    else return false;
    return true;
  };
  return { id, open: trigger !== null, items, loading, at, choose, onKey, setCaret };
}
