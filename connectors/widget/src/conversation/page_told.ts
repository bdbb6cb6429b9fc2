import type { Page } from "@shopbell/conversations/contract";

/** The page that the server was last told of, so that it hears of each page once. */
export class PageTold {
  readonly #page: () => Page;
  #text = "";

  constructor(page: () => Page) {
    this.#page = page;
  }

  /** The page as it is now, taken as told. */
  tell(): Page {
    const page = this.#page();
    this.#text = JSON.stringify(page);
    return page;
  }

  /** Gives the page to `send` when it is another; it is told when that says so. */
  changed(send: (page: Page) => boolean): void {
    const page = this.#page();
    const text = JSON.stringify(page);
    if (text !== this.#text && send(page)) this.#text = text;
  }
}
