import tokens from "@shopbell/conversations/tokens.css?inline";
import base from "./base.css?inline";
import bodies from "./bodies.css?inline";
import cards from "./cards.css?inline";
import composer from "./composer.css?inline";
import home from "./home.css?inline";
import launcher from "./launcher.css?inline";
import marks from "./marks.css?inline";
import messages from "./messages.css?inline";
import order from "./order.css?inline";
import panel from "./panel.css?inline";
import screens from "./screens.css?inline";

/**
 * Constructed sheets need no exception in a page's content security policy. The tokens come last:
 * `all: initial` in the base would end their `color-scheme`.
 */
export function styles(): CSSStyleSheet[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    [
      base,
      launcher,
      panel,
      home,
      messages,
      marks,
      bodies,
      cards,
      order,
      composer,
      screens,
      tokens,
    ].join("\n"),
  );
  return [sheet];
}
