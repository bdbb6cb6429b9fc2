import { useEffect, useState } from "react";
import { useLive } from "../live/LiveProvider.tsx";
import { words } from "./words.ts";

/** A blink of the network is not worth a word. */
const GRACE_MS = 1_200;

/** Says so when what is on the screen may be old. */
export function LinkState() {
  const link = useLive((state) => state.link);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (link === "open") {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), GRACE_MS);
    return () => clearTimeout(timer);
  }, [link]);
  const lost = late && link !== "open";
  const looks = lost ? "link-state--lost" : link === "open" ? "link-state--open" : "";
  return (
    <p className={`link-state ${looks}`} role="status">
      <span className="link-state__dot" aria-hidden="true" />
      {lost ? words.lost : link === "open" ? words.live : words.connecting}
    </p>
  );
}
