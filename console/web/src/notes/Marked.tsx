import type { Claim, Risk } from "../api/notes.ts";
import { marked } from "./marking.ts";
import { words } from "./words.ts";

/** Text with its risky words marked; what kind each is can also be read and heard. */
export function Marked({ text, claims }: { text: string; claims: readonly Claim[] }) {
  return marked(text, claims).map((piece) =>
    piece.risk === null ? (
      piece.text
    ) : (
      <mark key={piece.at} className={`claim claim--${piece.risk}`} title={titleOf(piece.risk)}>
        {piece.text}
        <span className="sr-only"> ({titleOf(piece.risk)})</span>
      </mark>
    ),
  );
}

function titleOf(risk: Risk): string {
  return words.claimOf(words.risks[risk]);
}
