import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const TOKENS = readFileSync(
  join(import.meta.dirname, "../../../conversations/web/src/tokens.css"),
  "utf8",
);

type Rgb = readonly [number, number, number];
const LOOKS = { light: 0, dark: 1 } as const;

/** The token's colour as it is in one look; only plain ones, as text and grounds are. */
function colour(name: string, look: 0 | 1): Rgb {
  const value = new RegExp(`--sb-${name}: ([^;]+);`).exec(TOKENS)?.[1] ?? "";
  const found = value.match(/#[0-9a-f]{6}/g)?.[look];
  if (!found) throw new Error(`${name} has no colour of its own: ${value}`);
  const parts = [1, 3, 5].map((at) => Number.parseInt(found.slice(at, at + 2), 16));
  return parts as unknown as Rgb;
}

/** As WCAG 2 defines it. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const TEXTS = ["ink", "ink-soft", "ink-faint"];
const GROUNDS = ["canvas", "surface", "raised", "sunken"];
const MEANINGS = ["good", "attention", "danger", "info"];
const PAIRS = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...["ink", "ink-soft"].map((text) => [text, "hover"] as const),
  ...MEANINGS.map((text) => [text, `${text}-soft`] as const),
  ...MEANINGS.flatMap((text) => ["surface", "raised"].map((ground) => [text, ground] as const)),
  ...["canvas", "surface", "raised", "sunken"].map((ground) => ["accent", ground] as const),
  ["on-accent", "accent"] as const,
];

describe.each(Object.entries(LOOKS))("text in the %s look", (_, look) => {
  it.each(PAIRS)("%s on %s has a contrast of 4.5 or better", (text, ground) => {
    expect(contrast(colour(text, look), colour(ground, look))).toBeGreaterThanOrEqual(4.5);
  });
});
