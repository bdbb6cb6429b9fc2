import { METHODS, type Waiting, waitingApi } from "./waiting.ts";

/*
 * What the shop's tag loads: a classic script, so that `window.shopbell` is there as soon as it has
 * run. Everything else is a module beside it, and calls made until then are kept and made up for.
 * A page that is quicker than this script has put its calls into an array of the same name.
 */
const tag = document.currentScript;
const early: unknown = window.shopbell;
if (!early || Array.isArray(early)) {
  const waiting: Waiting = waitingApi(METHODS);
  window.shopbell = waiting.api;
  if (Array.isArray(early)) waiting.api.push(...early);
  void import("./embed.tsx").then(({ startWidget }) => {
    const start = () => startWidget(tag, waiting);
    // A tag in the head may be quicker than the body. Reading the module was a task of its own: the
    // page has its turn before the next.
    if (document.body) setTimeout(start);
    else document.addEventListener("DOMContentLoaded", start, { once: true });
  });
}
