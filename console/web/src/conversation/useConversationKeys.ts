import { useEffect, useRef } from "react";
import { isPlainKey } from "../inbox/keyboard.ts";
import { type Deeds, offerDeeds } from "../palette/open-deeds.ts";

/** One letter, one deed, on the open conversation. */
export function useConversationKeys(deeds: Deeds): void {
  const latest = useRef(deeds);
  latest.current = deeds;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const deed = isPlainKey(event) ? latest.current[event.key] : null;
      if (!deed) return;
      event.preventDefault();
      deed();
    };
    document.addEventListener("keydown", press);
    const withdraw = offerDeeds(() => latest.current);
    return () => {
      document.removeEventListener("keydown", press);
      withdraw();
    };
  }, []);
}
