export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

/** `text` in pieces, those that are one of `spots` marked; each spot once, where it stands first. */
export function markedParts(text: string, spots: readonly string[]): readonly Part[] {
  const found = spots
    .map((spot) => ({ at: text.indexOf(spot), end: text.indexOf(spot) + spot.length }))
    .filter(({ at, end }) => at >= 0 && end > at)
    .sort((a, b) => a.at - b.at);
  const parts: Part[] = [];
  let done = 0;
  for (const { at, end } of found) {
    if (at < done) continue;
    if (at > done) parts.push({ text: text.slice(done, at), marked: false });
    parts.push({ text: text.slice(at, end), marked: true });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), marked: false });
  return parts;
}
