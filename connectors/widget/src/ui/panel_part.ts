import bodies from "./bodies.css?inline";
import cards from "./cards.css?inline";
import composer from "./composer.css?inline";
import files from "./files.css?inline";
import home from "./home.css?inline";
import marks from "./marks.css?inline";
import messages from "./messages.css?inline";
import order from "./order.css?inline";
import panel from "./panel.css?inline";
import screens from "./screens.css?inline";

export { Panel } from "./panel.tsx";

/** The part that is fetched while the page rests, so that it is there when it is wanted. */
export const css = [
  panel,
  home,
  messages,
  marks,
  bodies,
  cards,
  order,
  composer,
  files,
  screens,
].join("\n");
