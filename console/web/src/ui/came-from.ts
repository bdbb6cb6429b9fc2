const DIALOG = "[role=dialog], [role=alertdialog]";

let last: HTMLElement | null = null;

/** Remembers what in the page had the focus before a dialog, or whose menu led to it. */
export function rememberFocus(page: Document): void {
  page.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest(DIALOG)) return;
    // A button that is pressed with the mouse never has the focus of its menu.
    const button = target.closest("[role=menu]")?.getAttribute("aria-labelledby");
    last = button ? page.getElementById(button) : target;
  });
  page.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (relatedTarget || !(target instanceof Element)) return;
    if (!target.closest(`${DIALOG}, [role=menu]`)) last = null;
  });
}

/** Back to it, if it is still there. */
export function focusWhereOneCameFrom(event: Event): void {
  event.preventDefault();
  if (last?.isConnected) last.focus();
}

/** For what comes into a dialog that is open already. */
export function focusFirst(within: HTMLElement | null): void {
  within?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
}
