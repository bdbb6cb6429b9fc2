/** Calls `use` with the widget now, or once its script has loaded. */
export function withChat(use) {
  if (window.shopbell) use(window.shopbell);
  else document.addEventListener("shopbell:ready", () => use(window.shopbell), { once: true });
}

/** Puts a question into the chat's field; the visitor sends it. */
export function ask(text) {
  withChat((chat) => chat.prefill(text));
}
