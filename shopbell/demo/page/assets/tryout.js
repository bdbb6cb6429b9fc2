import { ask } from "./chat.js";
import { el } from "./elements.js";

const ORDER = "#W1000001";
const EMAIL = "mia.chen@example.com";
const QUESTIONS = [
  "How long do I have to send something back?",
  `Where is my order ${ORDER}?`,
  "Can I return an opened lipstick?",
  "Can I bring my dog to your shop?",
  "我想退货，怎么操作？",
  "I want to talk to a person",
];

/** What someone who looks at the demo may try, with the made-up order that it needs. */
export function tryout(extra = []) {
  return el(
    "section",
    { class: "tryout", "aria-labelledby": "tryout-title" },
    el(
      "div",
      {},
      el("h2", { id: "tryout-title" }, "Try the chat"),
      el("p", {}, "Pick a question, or write your own."),
      el(
        "ul",
        { class: "questions" },
        [...extra, ...QUESTIONS].map((question) =>
          el("li", {}, el("button", { type: "button", onclick: () => ask(question) }, question)),
        ),
      ),
    ),
    el(
      "dl",
      { class: "facts" },
      fact("Order number", ORDER),
      fact("Its e-mail", EMAIL),
      el("div", {}, el("dt", {}, "Other side"), el("dd", {}, link("/console", "Console"))),
      el("div", {}, el("dt", {}, "Mail sent"), el("dd", {}, link("/demo/mail", "Mail page"))),
    ),
  );
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, el("code", {}, value), copier(value)));
}

function link(href, text) {
  return el("a", { href }, text);
}

function copier(value) {
  if (!navigator.clipboard) return null;
  const button = el(
    "button",
    { type: "button", class: "quiet", "aria-label": `Copy ${value}` },
    "Copy",
  );
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(value);
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = "Copy";
    }, 1500);
  });
  return button;
}
