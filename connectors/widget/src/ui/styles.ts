import tokens from "@shopbell/conversations/tokens.css?inline";
import { type Look, lookSheet } from "../look/look.ts";
import base from "./base.css?inline";
import launcher from "./launcher.css?inline";

const looks = new WeakMap<ShadowRoot, CSSStyleSheet>();

/**
 * Constructed sheets need no exception in a page's content security policy. The tokens come last:
 * `all: initial` in the base would end their `color-scheme`.
 */
export function styles(): CSSStyleSheet[] {
  return [sheetOf([base, launcher, tokens].join("\n"))];
}

/** Puts the styles of a part that came later behind those that are there. */
export function addStyles(root: Node, css: string): void {
  if (root instanceof ShadowRoot)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(css)];
}

/** Puts on a look, in the place of the one worn before. */
export function wearLook(root: ShadowRoot, look: Look): void {
  const worn = looks.get(root);
  const sheet = worn ?? new CSSStyleSheet();
  sheet.replaceSync(lookSheet(look));
  if (worn) return;
  looks.set(root, sheet);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
