/** The tab's title: the page's own, and before it how much is new while nobody looks. */
let page = "";
let news = 0;

export function titlePage(title: string): void {
  page = title;
  show();
}

export function titleNews(count: number): void {
  news = count;
  show();
}

function show(): void {
  document.title = `${news > 0 ? `(${news}) ` : ""}${page} · Shopbell`;
}
