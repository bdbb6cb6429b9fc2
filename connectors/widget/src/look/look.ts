import type { Texts } from "../locales/index.ts";
import type { Rule } from "../proactive/rules.ts";

interface LookTexts {
  readonly launcher?: string;
  readonly greeting?: string;
  readonly line?: string;
  readonly topics?: readonly string[];
}

/** How a shop wants the widget on its pages. A pair of colours is for light and for dark. */
export interface Look {
  readonly accent?: readonly [string, string];
  readonly on_accent?: readonly [string, string];
  readonly corner?: number;
  readonly position?: "end" | "start";
  readonly avatar?: string;
  readonly texts?: Readonly<Record<string, LookTexts>>;
}

export interface SiteLook {
  readonly look: Look;
  readonly rules: readonly Rule[];
}

const PATIENCE_MS = 1_500;
const COLOUR = /^#[0-9a-f]{6}$/i;

/** What the console says of this site; the widget's own look where that does not come in time. */
export async function fetchLook(base: URL, site: string): Promise<SiteLook> {
  try {
    const url = new URL("/api/widget/look", base);
    url.searchParams.set("site", site);
    const answer = await fetch(url, {
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return (await answer.json()) as SiteLook;
  } catch {
    // Offline, or a page that lets nobody be asked: the chat itself may still work.
  }
  return { look: {}, rules: [] };
}

/** The sheet of a look. A page's own `--shopbell-…` properties come before it. */
export function lookSheet(look: Look): string {
  const lines = [
    pair("--sb-look-accent", look.accent),
    pair("--sb-look-on-accent", look.on_accent),
    Number.isFinite(look.corner) ? `--sb-look-corner: ${look.corner}px;` : "",
  ];
  return `:host { ${lines.join(" ")} }`;
}

function pair(name: string, colours: readonly string[] | undefined): string {
  if (colours?.length !== 2 || !colours.every((colour) => COLOUR.test(colour))) return "";
  return `${name}: light-dark(${colours.join(", ")});`;
}

/** The widget's own words with those of the shop in their place. */
export function withWords(texts: Texts, look: Look, locale: string): Texts {
  const own = look.texts?.[locale];
  if (!own) return texts;
  return {
    ...texts,
    ...(own.launcher ? { launcher: own.launcher } : {}),
    ...(own.greeting ? { greeting: own.greeting } : {}),
    ...(own.line ? { greetingLine: own.line } : {}),
    ...(own.topics?.length ? { topics: [...own.topics] } : {}),
  };
}
