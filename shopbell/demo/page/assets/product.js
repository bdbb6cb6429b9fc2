import { withChat } from "./chat.js";
import { el, fetchJson, money, picture } from "./elements.js";
import { tile } from "./home.js";
import { notes } from "./notes.js";
import { tryout } from "./tryout.js";

export function productPage({ currency, products }, id) {
  const product = products.find((one) => one.id === id);
  if (!product) return missing();
  document.title = `${product.name} · Mirelle & Moss`;
  tellChat(product);
  addEventListener("hashchange", () => tellChat(product));
  const beside = products.filter((one) => one.category === product.category && one !== product);
  const noteList = el("div", {});
  void fetchJson(`/demo/notes.json?product_id=${encodeURIComponent(id)}`)
    .then((found) => noteList.replaceChildren(notes(found)))
    .catch(() => noteList.replaceChildren(el("p", {}, "The notes could not be loaded.")));
  return [
    el(
      "nav",
      { class: "crumbs", "aria-label": "Where you are" },
      el("a", { href: "/demo" }, "Collection"),
      el("a", { href: `/demo?category=${encodeURIComponent(product.category)}` }, product.category),
    ),
    el(
      "article",
      { class: "product" },
      el("div", { class: "product-picture" }, picture(product, true)),
      el("div", { class: "product-text" }, ...details(product, currency)),
    ),
    noteList,
    tryout(["Does it run small?", `What do buyers say about the ${product.name}?`]),
    el(
      "section",
      { class: "shelf" },
      el("h2", {}, `More in ${product.category}`),
      el(
        "ul",
        { class: "grid" },
        beside.slice(0, 4).map((one) => el("li", {}, tile(one, currency))),
      ),
    ),
  ];
}

/** A link from a buyer's note names it in the hash: the chat then knows note and product. */
function tellChat(product) {
  const note = /^#note-(.+)$/.exec(location.hash)?.[1] ?? null;
  withChat((chat) => chat.setPage({ product_id: product.id, ...(note ? { note_id: note } : {}) }));
}

function details(product, currency) {
  const chosen = {
    ...(product.variants.find((one) => one.stock > 0) ?? product.variants[0]).options,
  };
  const price = el("p", { class: "product-price", role: "status" });
  const stock = el("p", { class: "stock" });
  const groups = el("div", { class: "options" });

  const draw = () => {
    const variant = product.variants.find((one) => same(one.options, chosen));
    price.textContent = variant ? money(variant.price, currency) : "Not made like this";
    stock.textContent = variant ? stockLine(variant.stock) : "";
    stock.classList.toggle("is-out", !variant || variant.stock === 0);
    groups.replaceChildren(...optionGroups(product, chosen, draw));
  };
  draw();
  return [
    el("h1", {}, product.name),
    price,
    el("p", { class: "lead" }, product.description),
    groups,
    stock,
    el(
      "div",
      { class: "product-actions" },
      el(
        "button",
        { type: "button", class: "solid", onclick: () => withChat((chat) => chat.open()) },
        "Ask about this product",
      ),
    ),
    attributes(product.attributes ?? {}),
  ];
}

function optionGroups(product, chosen, changed) {
  const names = Object.keys(product.variants[0]?.options ?? {});
  return names.map((name) => {
    const values = [...new Set(product.variants.map((variant) => variant.options[name]))];
    return el(
      "fieldset",
      {},
      el("legend", {}, `${name[0].toUpperCase()}${name.slice(1)}: `, el("b", {}, chosen[name])),
      values.map((value) =>
        el(
          "button",
          {
            type: "button",
            "aria-pressed": String(chosen[name] === value),
            class: available(product, { ...chosen, [name]: value }) ? null : "is-out",
            onclick: () => {
              chosen[name] = value;
              changed();
            },
          },
          value,
        ),
      ),
    );
  });
}

function available(product, options) {
  return product.variants.some((variant) => same(variant.options, options) && variant.stock > 0);
}

function same(one, other) {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

function stockLine(stock) {
  if (stock === 0) return "Sold out in this version";
  return stock < 6 ? `Only ${stock} left` : "In stock";
}

function attributes(values) {
  return el(
    "dl",
    { class: "attributes" },
    Object.entries(values).map(([name, value]) =>
      el(
        "div",
        {},
        el("dt", {}, `${name[0].toUpperCase()}${name.slice(1).replaceAll("_", " ")}`),
        el("dd", {}, String(value)),
      ),
    ),
  );
}

function missing() {
  return [
    el(
      "section",
      { class: "missing" },
      el("h1", {}, "This product is not here"),
      el("p", {}, el("a", { href: "/demo" }, "Back to the collection")),
    ),
  ];
}
