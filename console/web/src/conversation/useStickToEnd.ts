import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_PX = 80;

/** Follows the newest line, unless somebody has scrolled up to read. */
export function useStickToEnd() {
  const scroller = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let before = box.scrollTop;
    const look = () => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      // Rows may have grown since we went to the end: only who goes up wants to stay there.
      if (near) sticks.current = true;
      else if (box.scrollTop < before) sticks.current = false;
      before = box.scrollTop;
      setAtEnd(sticks.current);
    };
    const follow = () => {
      if (sticks.current) toEnd();
    };
    // Rows grow by themselves too: a button that comes later, a picture that has loaded.
    const resized = new ResizeObserver(follow);
    const grown = new MutationObserver(follow);
    box.addEventListener("scroll", look, { passive: true });
    box.addEventListener("load", follow, true);
    resized.observe(box);
    grown.observe(box, { childList: true, subtree: true });
    return () => {
      box.removeEventListener("scroll", look);
      box.removeEventListener("load", follow, true);
      resized.disconnect();
      grown.disconnect();
    };
  }, [toEnd]);

  useLayoutEffect(() => {
    if (sticks.current) toEnd();
  });

  return { scroller, atEnd, toEnd };
}
