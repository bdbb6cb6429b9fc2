import type { Page } from "@shopbell/conversations/contract";
import type { Session } from "./conversation/session.ts";
import { pickLocale } from "./locales/index.ts";
import type { Listener, Shell } from "./shell.ts";

/** `window.shopbell`: what a shop's own scripts may do with the widget. */
export interface Api {
  open(): void;
  close(): void;
  toggle(): void;
  /**
   * What the shopper looks at now: replaces what was said before. Address and title are known.
   * `cart`, what the cart is worth, is for rules alone and leaves the browser never.
   */
  setPage(
    page: Partial<Pick<Page, "product_id" | "note_id" | "order">> & { cart?: number | string },
  ): void;
  setLocale(locale: string): void;
  /** Opens the widget with `text` in its field; nothing is sent. */
  prefill(text: string): void;
  /** Calls `listener` on "ready", "open", "close", "message", "unread", "state" and "nudge". Gives back how to stop. */
  on(event: string, listener: Listener): () => void;
  /** `identity` is a JWT signed by the shop. Another subject than before begins afresh. */
  identify(identity: string): void;
  logout(): void;
  /** Takes the widget out of the page; what was typed and not yet sent stays stored. */
  destroy(): void;
}

export function makeApi(session: Session, shell: Shell, destroy: () => void): Api {
  let person: string | null = null;
  return {
    open: () => {
      shell.open = true;
    },
    close: () => {
      shell.open = false;
    },
    toggle: () => {
      shell.open = !shell.open;
    },
    setPage: (page) => {
      shell.page = page ?? {};
      const cart = Number(page?.cart ?? Number.NaN);
      shell.cart = Number.isFinite(cart) ? cart : null;
      session.pageChanged();
    },
    setLocale: (locale) => {
      shell.locale = pickLocale([String(locale)]);
      session.localeChanged();
    },
    prefill: (text) => shell.prefill(String(text)),
    on: (event, listener) => shell.on(event, listener),
    identify: (identity) => {
      const subject = subjectOf(String(identity));
      session.identify(String(identity), person !== null && person !== subject);
      person = subject;
    },
    logout: () => {
      person = null;
      session.logout();
    },
    destroy,
  };
}

/** The JWT's subject, unchecked: it only tells one person from another here, the server verifies. */
function subjectOf(identity: string): string {
  try {
    const part = (identity.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    return String((JSON.parse(atob(part)) as { sub?: unknown }).sub ?? identity);
  } catch {
    return identity;
  }
}
