import type { Claim, Risk } from "../api/notes.ts";

export interface Piece {
  readonly text: string;
  readonly risk: Risk | null;
  /** Where it begins, which tells pieces apart. */
  readonly at: number;
}

/** The text in pieces, those marked that are risky; where two lie over each other the longer wins. */
export function marked(text: string, claims: readonly Claim[]): readonly Piece[] {
  const places = claims
    .filter((claim) => claim.words)
    .flatMap((claim) => placesOf(text, claim))
    .sort((a, b) => a.at - b.at || b.text.length - a.text.length);
  const pieces: Piece[] = [];
  let end = 0;
  for (const place of places) {
    if (place.at < end) continue;
    if (place.at > end) pieces.push({ text: text.slice(end, place.at), risk: null, at: end });
    pieces.push(place);
    end = place.at + place.text.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), risk: null, at: end });
  return pieces;
}

const WORD = /[\p{L}\p{N}]/u;

function placesOf(text: string, claim: Claim): Piece[] {
  const found: Piece[] = [];
  let at = text.indexOf(claim.words);
  while (at >= 0) {
    const end = at + claim.words.length;
    if (!isInside(text, at, end)) found.push({ text: text.slice(at, end), risk: claim.risk, at });
    at = text.indexOf(claim.words, end);
  }
  return found;
}

/** "cure" was found as a word; the one within "secure" was not meant. */
function isInside(text: string, start: number, end: number): boolean {
  const latin = /^[\p{Script=Latin}\p{N}]/u.test(text.slice(start));
  if (!latin) return false;
  const before = text[start - 1] ?? "";
  const after = text[end] ?? "";
  const letter = /[\p{Script=Latin}]/u;
  return (
    (WORD.test(text[start] ?? "") && letter.test(before)) ||
    (WORD.test(text[end - 1] ?? "") && letter.test(after))
  );
}
