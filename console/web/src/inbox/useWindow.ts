import { type RefObject, useCallback, useEffect, useState } from "react";

/** Rows rendered beyond either edge, so that a quick scroll finds them there. */
const BEYOND = 10;

interface Window {
  readonly first: number;
  readonly end: number;
}

/** Which of `count` rows of one height are worth rendering in a box that scrolls. */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): Window & { readonly reveal: (index: number) => void } {
  const [shown, setShown] = useState<Window>({ first: 0, end: 30 });
  const measure = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - BEYOND);
    const seen = Math.ceil((element.clientHeight || 800) / rowHeight);
    const end = first + seen + 2 * BEYOND;
    setShown((before) => (before.first === first && before.end === end ? before : { first, end }));
  }, [box, rowHeight]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    window.addEventListener("resize", measure);
    return () => {
      element.removeEventListener("scroll", measure);
      window.removeEventListener("resize", measure);
    };
  }, [box, measure]);
  const reveal = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element) return;
      const top = index * rowHeight;
      const bottom = top + rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) {
        element.scrollTop = bottom - element.clientHeight;
      }
    },
    [box, rowHeight],
  );
  return { first: Math.min(shown.first, count), end: Math.min(shown.end, count), reveal };
}
