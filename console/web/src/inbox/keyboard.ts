const WRITING =
  "input, textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu]";

/** A key meant for the page: no modifier, not while writing, no dialog or menu in front. */
export function isPlainKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (event.isComposing) return false;
  if (event.target instanceof Element && event.target.closest(WRITING)) return false;
  return document.querySelector("[role=dialog], [role=alertdialog]") === null;
}
