"""Words of a text as the lexical part of the score sees them."""

from __future__ import annotations

import logging
import re
import threading
from typing import Final

_WORD: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
_CODE: Final = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_ENDINGS: Final = ("ing", "ies", "es", "ed", "s")
_FEWEST_STEM_CHARS: Final = 3
_FEWEST_CODE_CHARS: Final = 3
_jieba_lock: Final = threading.Lock()


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


def tokens(text: str) -> frozenset[str]:
    """Words without their endings, codes whole (`hg-301`), Chinese as words and as pairs."""
    lowered = text.lower()
    found = set(codes(lowered))
    for word in _WORD.findall(lowered):
        if _HAN.match(word):
            found.update(_chinese_words(word))
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        else:
            found.add(_stem(word))
    return frozenset(found)


def codes(text: str) -> frozenset[str]:
    """Names that only an exact match can mean: at least three characters, a digit among them."""
    return frozenset(
        code
        for code in _CODE.findall(text.lower())
        if len(code) >= _FEWEST_CODE_CHARS
        and any(c.isdigit() for c in code)
        and any(c.isalpha() and not _HAN.match(c) for c in code)
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_STEM_CHARS:
            return word[: -len(ending)]
    return word


def _chinese_words(text: str) -> list[str]:
    import jieba

    with _jieba_lock:
        # Its first call reads the dictionary, and says so on stderr unless told not to.
        jieba.setLogLevel(logging.WARNING)
        return [str(word) for word in jieba.cut(text) if len(word) > 1]
