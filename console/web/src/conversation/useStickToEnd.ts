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
    const look = () => {
      sticks.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      setAtEnd(sticks.current);
    };
    const resized = new ResizeObserver(() => sticks.current && toEnd());
    box.addEventListener("scroll", look, { passive: true });
    resized.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [toEnd]);

  useLayoutEffect(() => {
    if (sticks.current) toEnd();
  });

  return { scroller, atEnd, toEnd };
}
