import tokens from "@shopbell/conversations/tokens.css?inline";
import base from "./base.css?inline";
import launcher from "./launcher.css?inline";

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

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
