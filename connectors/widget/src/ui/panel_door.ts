import type { ComponentType } from "preact";
import type { PanelProps } from "./panel.tsx";

interface Loaded {
  readonly Panel: ComponentType<PanelProps>;
  readonly css: string;
}

let loaded: Loaded | null = null;
let loading: Promise<Loaded | null> | null = null;

/** The chat itself once its part has come, else null. */
export function panelNow(): Loaded | null {
  return loaded;
}

/** Fetches the chat's part, once; null when it could not be had, and the next call tries again. */
export function loadPanel(): Promise<Loaded | null> {
  loading ??= import("./panel_part.ts").then(
    (part) => {
      loaded = part;
      return part;
    },
    () => {
      loading = null;
      return null;
    },
  );
  return loading;
}
