import { useEffect } from "react";

const MARKED_MS = 4_000;
const WAIT_MS = 8_000;

/** Brings the message that the address names (`#event-…`) into view once it is on the page. */
export function useOpenAt(hash: string): void {
  useEffect(() => {
    if (!hash.startsWith("#event-")) return;
    const id = hash.slice(1);
    let marked: ReturnType<typeof setTimeout> | undefined;
    const show = (): boolean => {
      const element = document.getElementById(id);
      if (!element) return false;
      // After the log has gone to its end, which it does when it opens.
      requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
      element.classList.add("event--found");
      marked = setTimeout(() => element.classList.remove("event--found"), MARKED_MS);
      return true;
    };
    if (show()) return () => clearTimeout(marked);
    const watch = new MutationObserver(() => show() && watch.disconnect());
    watch.observe(document.body, { childList: true, subtree: true });
    const given = setTimeout(() => watch.disconnect(), WAIT_MS);
    return () => {
      watch.disconnect();
      clearTimeout(given);
      clearTimeout(marked);
    };
  }, [hash]);
}
