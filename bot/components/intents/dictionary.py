"""Which words there are, as hashes: 160,000 English ones take 1.3 MB, where strings take 42."""

from __future__ import annotations

import hashlib
from typing import Iterable

import numpy as np
from numpy.typing import NDArray

_BYTES = 8


class Dictionary:
    """Two words in 10^19 look alike, so that a word is never found that is not there."""

    def __init__(self, hashes: NDArray[np.uint64]) -> None:
        """`hashes` are sorted."""
        self.hashes = hashes

    @classmethod
    def of(cls, words: Iterable[str]) -> "Dictionary":
        return cls(np.unique(np.array([_hash(word) for word in words], np.uint64)))

    @classmethod
    def english(cls) -> "Dictionary":
        from spellchecker import SpellChecker

        return cls.of(SpellChecker(language="en").word_frequency.words())

    def __contains__(self, word: str) -> bool:
        wanted = np.uint64(_hash(word))
        at = int(np.searchsorted(self.hashes, wanted))
        return at < len(self.hashes) and bool(self.hashes[at] == wanted)


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=_BYTES).digest(), "big")
