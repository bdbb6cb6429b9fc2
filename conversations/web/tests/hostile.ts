import parts from "./hostile.json";

/** The first `count` of the 520 combinations, in a fixed order: each wrapping around each text. */
export function hostileTexts(count: number): string[] {
  const inner = [...parts.markup, ...parts.addresses];
  const all = parts.wrappings.flatMap((wrap) =>
    inner.map((text) => wrap.replaceAll("{}", () => text)),
  );
  return all.slice(0, count);
}
