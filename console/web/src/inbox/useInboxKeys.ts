import { useEffect, useRef } from "react";
import { isPlainKey } from "./keyboard.ts";
import { step } from "./selection.ts";

interface Options {
  readonly ids: readonly string[];
  readonly selected: string | null;
  readonly onMove: (id: string | null) => void;
  readonly onOpen: (id: string) => void;
}

/** j and k move, Enter and o open, Nothing while somebody types or a dialog is open. */
export function useInboxKeys(options: Options): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isPlainKey(event)) return;
      const { ids, selected, onMove, onOpen } = latest.current;
      if (event.key === "j" || event.key === "k") {
        const next = step(ids, selected, event.key === "j" ? 1 : -1);
        onMove(next);
      } else if ((event.key === "o" || (event.key === "Enter" && isOnNothing(event))) && selected) {
        onOpen(selected);
      } else {
        return;
      }
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function isOnNothing(event: KeyboardEvent): boolean {
  return !(event.target instanceof Element && event.target.closest("button, a, [role=menuitem]"));
}
