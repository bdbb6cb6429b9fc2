import { withChat } from "./chat.js";
import { el, money, picture } from "./elements.js";
import { tryout } from "./tryout.js";

export function home({ currency, products }) {
  const categories = ["All", ...new Set(products.map((product) => product.category))];
  const wanted = new URLSearchParams(location.search).get("category");
  const grid = el("ul", { class: "grid", id: "products" });
  const filter = el("div", { class: "filter", role: "group", "aria-label": "Category" });
  const count = el("p", { class: "count", role: "status" });

  const show = (category) => {
    for (const button of filter.children) {
      button.setAttribute("aria-pressed", String(button.textContent === category));
    }
    const shown = products.filter((one) => category === "All" || one.category === category);
    count.textContent = shown.length === 1 ? "1 product" : `${shown.length} products`;
    grid.replaceChildren(...shown.map((product) => el("li", {}, tile(product, currency))));
  };
  for (const category of categories) {
    filter.append(el("button", { type: "button", onclick: () => show(category) }, category));
  }
  show(categories.includes(wanted) ? wanted : "All");
  withChat((chat) => chat.setPage({}));
  return [
    hero(products),
    tryout(),
    el(
      "section",
      { class: "shelf", "aria-labelledby": "shelf-title" },
      el("div", { class: "shelf-head" }, el("h2", { id: "shelf-title" }, "The collection"), count),
      filter,
      grid,
    ),
  ];
}

function hero(products) {
  const chosen = ["willow-knit-dress", "berrystain-lip-tint", "dewlight-serum"];
  const shown = chosen.map((id) => products.find((product) => product.id === id)).filter(Boolean);
  return el(
    "section",
    { class: "hero" },
    el(
      "div",
      { class: "hero-text" },
      el("h1", {}, "Soft things, ", el("em", {}, "plainly"), " described."),
      el("p", {}, "Skincare, colour and clothes, with what other buyers found out beside each."),
      el(
        "div",
        { class: "hero-actions" },
        el("a", { class: "solid", href: "#products" }, "See the collection"),
        el(
          "button",
          { type: "button", class: "outline", onclick: () => withChat((chat) => chat.open()) },
          "Ask a question",
        ),
      ),
    ),
    el(
      "div",
      { class: "hero-art" },
      shown.map((product) =>
        el("a", { href: product.url, "aria-label": product.name }, picture(product, true)),
      ),
    ),
  );
}

export function tile(product, currency) {
  const prices = new Set(product.variants.map((variant) => variant.price));
  const price = money(product.price_from, currency);
  const soldOut = product.variants.every((variant) => variant.stock === 0);
  return el(
    "a",
    { class: "tile", href: product.url },
    picture(product),
    el("span", { class: "tile-name" }, product.name),
    el(
      "span",
      { class: "tile-line" },
      el("span", {}, prices.size > 1 ? `from ${price}` : price),
      soldOut ? el("span", { class: "out" }, "Sold out") : kinds(product),
    ),
  );
}

function kinds(product) {
  const option = Object.keys(product.variants[0]?.options ?? {})[0];
  const values = new Set(product.variants.map((variant) => variant.options[option]));
  const names = { colour: "colours", shade: "shades", size: "sizes", scent: "scents" };
  return values.size > 1 && names[option]
    ? el("span", {}, `${values.size} ${names[option]}`)
    : null;
}
