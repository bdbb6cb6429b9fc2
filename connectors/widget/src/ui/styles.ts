import tokens from "@shopbell/conversations/tokens.css?inline";
import bodies from "./bodies.css?inline";
import frame from "./frame.css?inline";
import messages from "./messages.css?inline";

/** Constructed sheets need no exception in a page's content security policy. */
export function styles(): CSSStyleSheet[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([tokens, frame, messages, bodies].join("\n"));
  return [sheet];
}
