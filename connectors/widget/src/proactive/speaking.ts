import type { Shell } from "../shell.ts";
import type { KeyStore } from "../storage/store.ts";
import { type Rule, ruleFor } from "./rules.ts";
import { Visit } from "./visit.ts";

const LOOK_MS = 1_000;
const TYPING_MS = 4_000;

/**
 * Looks once a second whether a rule holds, and says its words by the launcher: at most once in a
 * visit, never while somebody types or the chat is open, and never again once it was closed.
 * Gives back how to stop.
 */
export function speakUp(
  rules: readonly Rule[],
  shell: Shell,
  store: KeyStore,
  site: string,
): () => void {
  if (rules.length === 0) return () => {};
  const visit = new Visit(store, site, Date.now);
  let url = location.href;
  let since = Date.now();
  let typed = 0;
  const onKey = () => {
    typed = Date.now();
  };
  const look = () => {
    const now = Date.now();
    if (url !== location.href) [url, since] = [location.href, now];
    if (document.visibilityState !== "visible") return;
    visit.here();
    if (visit.silent || shell.open || shell.nudge) return;
    if (shell.draft || now - typed < TYPING_MS || isWriting(document.activeElement)) return;
    const moment = {
      url,
      product: shell.page.product_id ?? null,
      seconds: (now - since) / 1_000,
      cart: shell.cart,
      returning: visit.returning,
    };
    const found = ruleFor(rules, moment, shell.locale);
    if (!found) return;
    visit.spoke();
    shell.nudge = { id: found.rule.id, text: found.text, close: () => visit.closed() };
  };
  const timer = setInterval(look, LOOK_MS);
  addEventListener("keydown", onKey, true);
  return () => {
    clearInterval(timer);
    removeEventListener("keydown", onKey, true);
  };
}

function isWriting(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  return element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
}
