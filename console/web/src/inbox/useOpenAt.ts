import { useEffect } from "react";

const MARKED_MS = 4_000;
const WAIT_MS = 8_000;
/** The log goes to its end while it opens, so once may not be enough. */
const TRIES = 6;
const TRY_MS = 200;

/** Brings the message that the address names (`#event-…`) into view once it is on the page. */
export function useOpenAt(hash: string): void {
  useEffect(() => {
    if (!hash.startsWith("#event-")) return;
    const id = hash.slice(1);
    let marked: ReturnType<typeof setTimeout> | undefined;
    let trying: ReturnType<typeof setInterval> | undefined;
    const show = (): boolean => {
      const element = document.getElementById(id);
      if (!element) return false;
      let tries = 0;
      trying = setInterval(() => {
        tries += 1;
        if (!isSeen(element)) element.scrollIntoView({ block: "center" });
        if (tries === TRIES) clearInterval(trying);
      }, TRY_MS);
      element.classList.add("event--found");
      marked = setTimeout(() => element.classList.remove("event--found"), MARKED_MS);
      return true;
    };
    const leave = () => {
      clearInterval(trying);
      clearTimeout(marked);
    };
    if (show()) return leave;
    const watch = new MutationObserver(() => show() && watch.disconnect());
    watch.observe(document.body, { childList: true, subtree: true });
    const given = setTimeout(() => watch.disconnect(), WAIT_MS);
    return () => {
      watch.disconnect();
      clearTimeout(given);
      leave();
    };
  }, [hash]);
}

function isSeen(element: HTMLElement): boolean {
  const box = element.parentElement?.closest("[role=log]")?.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  return box !== undefined && own.top >= box.top && own.bottom <= box.bottom;
}
