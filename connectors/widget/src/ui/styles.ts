import tokens from "@shopbell/conversations/tokens.css?inline";
import bodies from "./bodies.css?inline";
import frame from "./frame.css?inline";
import messages from "./messages.css?inline";

/**
 * Constructed sheets need no exception in a page's content security policy. The tokens come last:
 * `all: initial` in the frame would end their `color-scheme`.
 */
export function styles(): CSSStyleSheet[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([frame, messages, bodies, tokens].join("\n"));
  return [sheet];
}
