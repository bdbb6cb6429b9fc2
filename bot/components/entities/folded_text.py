"""Text folded to its plain form (full-width digits, letters and signs), with places kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class FoldedText:
    """`origins[i]` is the index in the original text of the folded text's character `i`."""

    text: str
    origins: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A folded span's place in the original text."""
        if start >= end:
            return (0, 0)
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> FoldedText:
    """NFKC, letter by letter; digits of any script become ASCII digits."""
    letters: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        digit = unicodedata.decimal(letter, None)
        plain = str(digit) if digit is not None else unicodedata.normalize("NFKC", letter)
        letters.append(plain)
        origins.extend([at] * len(plain))
    return FoldedText("".join(letters), tuple(origins), len(text))
