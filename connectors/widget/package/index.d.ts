export type ShopbellEvent = "ready" | "open" | "close" | "message" | "unread" | "state" | "nudge";

/** What the shopper looks at; `cart`, what the cart is worth, never leaves the browser. */
export interface ShopbellPage {
  readonly product_id?: string | number;
  readonly note_id?: string | number;
  readonly order?: string | number;
  readonly cart?: string | number;
}

export interface Shopbell {
  open(): void;
  close(): void;
  toggle(): void;
  /** Replaces what was said of the page before. Its address and title are known anyway. */
  setPage(page: ShopbellPage): void;
  setLocale(locale: string): void;
  /** Opens the chat with `text` in its field; nothing is sent. */
  prefill(text: string): void;
  /** Gives back how to stop listening. */
  on(event: ShopbellEvent, listener: (detail: unknown) => void): () => void;
  /** A JWT that the shop's server has signed. Another person than before begins afresh. */
  identify(jwt: string): void;
  logout(): void;
  /** Takes the widget out of the page; what was typed and not yet sent stays stored. */
  destroy(): void;
}

export interface LoadOptions {
  /** Where Shopbell runs, such as `https://help.shop.example`. */
  readonly server: string;
  /** The site's key. */
  readonly site: string;
  /** Two letters; else the page's language. */
  readonly locale?: string;
  /** Else what the system prefers. */
  readonly theme?: "light" | "dark";
}

/**
 * Puts the widget into the page, once, and gives its API as soon as it takes calls. Rejects where
 * the script cannot be loaded; a later call tries again.
 */
export function loadShopbell(options: LoadOptions): Promise<Shopbell>;

declare global {
  interface Window {
    shopbell?: Shopbell;
  }
}
