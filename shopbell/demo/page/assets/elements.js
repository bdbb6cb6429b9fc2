/**
 * One element with attributes and children; text is always text. `on…` attributes are listeners,
 * null and false ones are left out.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== false));
  return node;
}

export function money(amount, currency) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(Number(amount));
}

export function day(date) {
  const at = new Date(date);
  if (Number.isNaN(at.getTime())) return "";
  return new Intl.DateTimeFormat("en", { dateStyle: "long" }).format(at);
}

/** JSON of this server; an error that can be shown when there is none. */
export async function fetchJson(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

/** A product's picture, or its initial on a ground of its own where the picture is missing. */
export function picture(product, eager = false) {
  const frame = el("span", { class: `picture tone-${tone(product.id)}` });
  const initial = () =>
    el("span", { class: "initial", "aria-hidden": "true" }, product.name[0] ?? "");
  if (!product.image_url) {
    frame.append(initial());
    return frame;
  }
  const image = el("img", {
    src: product.image_url,
    alt: "",
    width: 600,
    height: 750,
    loading: eager ? "eager" : "lazy",
    decoding: "async",
    onerror: () => image.replaceWith(initial()),
  });
  frame.append(image);
  return frame;
}

function tone(id) {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 5;
  return sum;
}
