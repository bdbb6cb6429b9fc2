const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex='0']";

/** Tab goes round inside `box`, because what lies behind it cannot be seen. */
export function keepFocusInside(event: KeyboardEvent, box: HTMLElement): void {
  if (event.key !== "Tab") return;
  const stops = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const first = stops[0];
  const last = stops.at(-1);
  const here = (box.getRootNode() as ShadowRoot).activeElement;
  if (event.shiftKey ? here === first || here === box : here === last) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
