import { withChat } from "./chat.js";
import { el, fetchJson } from "./elements.js";
import { home } from "./home.js";
import { productPage } from "./product.js";

const main = document.getElementById("main");
const product = /^\/demo\/products\/([^/]+)$/.exec(location.pathname)?.[1];

for (const button of document.querySelectorAll("[data-open-chat]")) {
  button.addEventListener("click", () => withChat((chat) => chat.open()));
}

try {
  const catalogue = await fetchJson("/demo/catalogue.json");
  main.replaceChildren(
    ...(product ? productPage(catalogue, decodeURIComponent(product)) : home(catalogue)),
  );
} catch (error) {
  console.warn(error);
  main.replaceChildren(
    el("section", { class: "missing" }, el("h1", {}, "The shop's shelves could not be loaded")),
  );
}
