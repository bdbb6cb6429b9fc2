"""The piece of a text around what was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.search.folding import Phrase, places

BEFORE = 60
LENGTH = 220


@dataclass(frozen=True)
class Piece:
    text: str
    hit: bool


def excerpt(text: str, wanted: Sequence[Phrase]) -> list[Piece]:
    """Pieces that follow one another; the first hit stands near the beginning."""
    line = " ".join(text.split())
    hits = places(line, wanted)
    start = max(0, hits[0][0] - BEFORE) if hits else 0
    end = min(len(line), start + LENGTH)
    pieces = [Piece("…", hit=False)] if start else []
    at = start
    for hit_start, hit_end in hits:
        if hit_start >= end:
            break
        pieces += [Piece(line[at:hit_start], hit=False), Piece(line[hit_start:hit_end], hit=True)]
        at = hit_end
    pieces.append(Piece(line[at:end] + ("…" if end < len(line) else ""), hit=False))
    return [piece for piece in pieces if piece.text]
