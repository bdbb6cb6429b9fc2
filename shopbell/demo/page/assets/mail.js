import { el, fetchJson } from "./elements.js";

const AGAIN_MS = 3000;
const box = document.getElementById("mails");
let shown = "";

/** Text with its addresses of this very server as links; anything else stays text. */
function withLinks(text) {
  return text.split(/(https?:\/\/\S+)/).map((part) => {
    if (!/^https?:/.test(part)) return part;
    const address = part.replace(/[.,;)]+$/, "");
    if (new URL(address).origin !== location.origin) return part;
    return el("span", {}, el("a", { href: address }, address), part.slice(address.length));
  });
}

function mail({ to, subject, text, at }) {
  const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
  return el(
    "article",
    { class: "mail" },
    el("h2", {}, subject),
    el("p", { class: "soft" }, `To ${to} · ${when.format(new Date(at))}`),
    el("pre", {}, ...withLinks(text)),
  );
}

async function refresh() {
  try {
    const mails = await fetchJson("/demo/mail.json");
    const text = JSON.stringify(mails);
    if (text === shown) return;
    shown = text;
    box.replaceChildren(...(mails.length > 0 ? mails.map(mail) : [el("p", {}, "No mail yet.")]));
  } catch {
    shown = "";
    box.replaceChildren(
      el("p", {}, "The mail can only be read on the machine that runs Shopbell."),
    );
  }
}

await refresh();
setInterval(refresh, AGAIN_MS);
