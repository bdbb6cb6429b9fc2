"""Words of a text as the lexical part of the score sees them."""

from __future__ import annotations

import re
from typing import Final

_HAN_RANGE: Final = "\u3400-\u9fff\uf900-\ufaff"
_HAN: Final = re.compile(f"[{_HAN_RANGE}]")
_WORD: Final = re.compile(f"[{_HAN_RANGE}]+|[^\\W_{_HAN_RANGE}]+")
_CODE: Final = re.compile(f"[^\\W_{_HAN_RANGE}]+(?:[-/.][^\\W_{_HAN_RANGE}]+)*")
_ENDINGS: Final = ("ing", "ies", "es", "ed", "s")
_FEWEST_STEM_CHARS: Final = 3
_FEWEST_CODE_CHARS: Final = 3


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


def tokens(text: str) -> frozenset[str]:
    """Words without their endings, codes whole (`hg-301`), Chinese as characters and pairs.

    Segmenting Chinese into dictionary words was measured too and found no better than this.
    """
    lowered = text.lower()
    found = set(codes(lowered))
    for word in _WORD.findall(lowered):
        if _HAN.match(word):
            found.update(word)
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        else:
            found.add(_stem(word))
    return frozenset(found)


def codes(text: str) -> frozenset[str]:
    """Names that only an exact match can mean: three characters or more, letters and digits."""
    return frozenset(
        code
        for code in _CODE.findall(text.lower())
        if len(code) >= _FEWEST_CODE_CHARS
        and any(c.isdigit() for c in code)
        and any(c.isalpha() for c in code)
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_STEM_CHARS:
            return word[: -len(ending)]
    return word
