import { day, el } from "./elements.js";

/** What buyers wrote about a product; the note named in the address is marked and scrolled to. */
export function notes(found) {
  if (found.length === 0) {
    return el(
      "section",
      { class: "notes" },
      el("h2", {}, "Buyers' notes"),
      el("p", {}, "No notes yet."),
    );
  }
  const list = el("ul", { class: "note-list" }, found.map(note));
  const mark = () => {
    for (const item of list.children)
      item.classList.toggle("is-named", `#${item.id}` === location.hash);
    list.querySelector(".is-named")?.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", mark);
  requestAnimationFrame(mark);
  return el(
    "section",
    { class: "notes", "aria-labelledby": "notes-title" },
    el("h2", { id: "notes-title" }, "Buyers' notes"),
    el("p", { class: "soft" }, "Invented for the demonstration, like their writers."),
    list,
  );
}

function note({ id, title, body, author, date, locale }) {
  return el(
    "li",
    { id: `note-${id}`, lang: locale ?? null },
    el("h3", {}, title),
    el("p", {}, body),
    el(
      "p",
      { class: "soft" },
      el("a", { href: `#note-${id}` }, author ?? "A buyer"),
      date ? ` · ${day(date)}` : "",
    ),
  );
}
