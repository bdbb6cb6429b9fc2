import type { Socket } from "../connection/connection.ts";
import type { SiteLook } from "./look.ts";

/** What the console's page sends while a look is tried on. */
export const TRIED = "shopbell:look";

export function followPreview(wear: (site: SiteLook) => void): () => void {
  const take = (event: Event) => wear((event as CustomEvent<SiteLook>).detail);
  document.addEventListener(TRIED, take);
  return () => document.removeEventListener(TRIED, take);
}

/** Never opens and never fails: a preview has nobody to talk to. */
export function silentSocket(): Socket {
  return { onopen: null, onmessage: null, onclose: null, send: () => {}, close: () => {} };
}
