import { useEffect } from "react";
import type { Colours, Look, Rule } from "./sites.ts";

interface PageApi {
  destroy(): void;
}

/** The real widget in this page, talking to nobody, wearing `look` as it changes. */
export function useWidgetPreview(site: string, look: Look, colours: Colours | undefined): void {
  useEffect(() => {
    const script = document.createElement("script");
    script.src = "/widget.js";
    script.dataset.site = site;
    script.dataset.preview = "";
    document.head.append(script);
    return () => {
      script.remove();
      (window as { shopbell?: PageApi }).shopbell?.destroy();
    };
  }, [site]);

  useEffect(() => {
    const wear = () => {
      const { accent: _, ...rest } = look;
      const worn = colours
        ? {
            ...rest,
            accent: [colours.light.colour, colours.dark.colour],
            on_accent: [colours.light.on, colours.dark.on],
          }
        : rest;
      const detail = { look: worn, rules: [] as readonly Rule[] };
      document.dispatchEvent(new CustomEvent("shopbell:look", { detail }));
    };
    wear();
    document.addEventListener("shopbell:ready", wear);
    return () => document.removeEventListener("shopbell:ready", wear);
  }, [look, colours]);
}
