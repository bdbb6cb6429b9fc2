import type { Page } from "@shopbell/conversations/contract";
import { render } from "preact";
import { makeApi } from "./api.ts";
import { Session } from "./conversation/session.ts";
import { browserLock } from "./files/freight.ts";
import { openShelf } from "./files/shelf.ts";
import { HttpTransfer } from "./files/transfer.ts";
import { isLoaded, loadTexts, pickLocale } from "./locales/index.ts";
import { fetchLook, type SiteLook } from "./look/look.ts";
import { followPreview, silentSocket } from "./look/preview.ts";
import { speakUp } from "./proactive/speaking.ts";
import { Shell } from "./shell.ts";
import { MemoryStore, openStore } from "./storage/store.ts";
import { App } from "./ui/app.tsx";
import { loadPanel } from "./ui/panel_door.ts";
import { styles, wearLook } from "./ui/styles.ts";
import { announce } from "./ui/watching.ts";
import type { PageApi, Waiting } from "./waiting.ts";

declare global {
  interface Window {
    shopbell?: PageApi;
  }
}

const HOST = "shopbell-widget";
const TITLE_MS = 100;

/**
 * Puts the widget into the page that holds `script`, once. Its attributes: `data-site` (the site
 * key), `data-locale`, `data-theme` ("light" or "dark"; else what the system prefers), and
 * `data-preview`, with which it talks to nobody. `waiting` holds what the page has asked for until
 * now, and becomes `window.shopbell`.
 */
export function startWidget(script: Element | null, waiting: Waiting): void {
  const tag = script instanceof HTMLScriptElement ? script : document.querySelector(SCRIPT);
  if (!(tag instanceof HTMLScriptElement) || document.querySelector(HOST)) return;
  const { site = "demo", locale, theme } = tag.dataset;
  const base = new URL(tag.src || location.href, location.href);
  const shell = new Shell(
    pickLocale([locale, document.documentElement.lang, ...navigator.languages]),
  );
  const preview = tag.dataset.preview !== undefined;
  const store = preview ? new MemoryStore() : openStore(window);
  const session = new Session({
    site,
    store,
    files: {
      shelf: openShelf(window, site),
      transfer: new HttpTransfer(base, site),
      lock: browserLock(navigator.locks),
    },
    open: (protocol) =>
      preview ? silentSocket() : new WebSocket(socketAddress(base, site), protocol),
    newId: newUuid,
    now: Date.now,
    random: Math.random,
    page: () => pageNow(shell),
    locale: () => shell.locale,
  });

  const host = document.createElement(HOST);
  if (theme === "light" || theme === "dark") host.dataset.theme = theme;
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = styles();
  const ends = [announce(session, shell), listen(session)];
  const api = makeApi(session, shell, () => {
    for (const end of ends) end();
    session.stop();
    render(null, root);
    host.remove();
    delete window.shopbell;
  });
  document.body.append(host);
  waiting.become(api);
  if (session.known) session.start();
  const wear = ({ look }: SiteLook) => {
    wearLook(root, look);
    shell.look = look;
  };
  if (preview) ends.push(followPreview(wear));
  const looked = preview ? Promise.resolve(null) : fetchLook(base, site);
  const show = (found: SiteLook | null) => {
    if (!host.isConnected) return;
    if (found) {
      wear(found);
      ends.push(speakUp(found.rules, shell, store, site));
    }
    render(<App session={session} shell={shell} base={base.href} />, root);
    atRest(() => void loadPanel());
    shell.emit("ready", null);
    document.dispatchEvent(new CustomEvent("shopbell:ready"));
  };
  // Nobody is greeted in a language that is not theirs.
  const spoken = isLoaded(shell.locale) ? null : loadTexts(shell.locale);
  void Promise.all([looked, spoken]).then(([found]) => show(found));
}

/** Runs `task` when the page has nothing better to do; Safari cannot tell when that is. */
function atRest(task: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(task, { timeout: 2_000 });
  else setTimeout(task, 200);
}

const SCRIPT = "script[data-site][src*='widget.js']";

function socketAddress(base: URL, site: string): string {
  const url = new URL("/ws/widget", base);
  url.protocol = base.protocol === "http:" ? "ws:" : "wss:";
  url.searchParams.set("site", site);
  return url.href;
}

function pageNow(shell: Shell): Page {
  return { url: location.href.slice(0, 2000), title: document.title.slice(0, 300), ...shell.page };
}

/** What the browser tells: network, visibility, another tab. Gives back how to stop. */
function listen(session: Session): () => void {
  const wake = () => {
    if (document.visibilityState === "visible") session.wake();
  };
  const stored = (event: StorageEvent) => session.storageChanged(event.key);
  const moved = () => session.pageChanged();
  const offline = () => session.offline();
  addEventListener("online", wake);
  addEventListener("offline", offline);
  addEventListener("pageshow", wake);
  addEventListener("storage", stored);
  const unroute = routed(moved);
  document.addEventListener("visibilitychange", wake);
  return () => {
    removeEventListener("online", wake);
    removeEventListener("offline", offline);
    removeEventListener("pageshow", wake);
    removeEventListener("storage", stored);
    unroute();
    document.removeEventListener("visibilitychange", wake);
  };
}

/**
 * A single-page application changes its address without a load, and its title a moment later. The
 * page's own `history` is never replaced: where browsers do not tell, the next message does.
 */
function routed(moved: () => void): () => void {
  const later = () => setTimeout(moved, TITLE_MS);
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener("currententrychange", later);
  addEventListener("popstate", later);
  return () => {
    navigation?.removeEventListener("currententrychange", later);
    removeEventListener("popstate", later);
  };
}

/** `crypto.randomUUID` is missing on plain http pages; its source of chance is not. */
function newUuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
