import { METHODS, type Waiting, waitingApi } from "./waiting.ts";

/*
 * What the shop's tag loads: a classic script, so that `window.shopbell` is there as soon as it has
 * run. Everything else is a module beside it, and calls made until then are kept and made up for.
 */
const tag = document.currentScript;
if (!window.shopbell) {
  const waiting: Waiting = waitingApi(METHODS);
  window.shopbell = waiting.api;
  void import("./embed.tsx").then(({ startWidget }) => {
    const start = () => startWidget(tag, waiting);
    // A tag in the head may be quicker than the body.
    if (document.body) start();
    else document.addEventListener("DOMContentLoaded", start, { once: true });
  });
}
