"""Which articles of a locale hold a word, and how much a word says."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

_SMOOTHING: Final = 0.5
_COMMON_SHARE: Final = 0.2
_FEWEST_COMMON: Final = 50


class Lexicon:
    """An inverted index of words. Weights are BM25's inverse document frequency."""

    def __init__(self) -> None:
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        self._articles = 0

    def add(self, key: str, words: frozenset[str]) -> None:
        self._articles += 1
        for word in words:
            self._holders[word].add(key)

    def remove(self, key: str, words: frozenset[str]) -> None:
        self._articles -= 1
        for word in words:
            self._holders[word].discard(key)
            if not self._holders[word]:
                del self._holders[word]

    def weight(self, word: str) -> float:
        holders = len(self._holders.get(word, ()))
        rest = self._articles - holders + _SMOOTHING
        return math.log(1 + rest / (holders + _SMOOTHING))

    def total(self, words: Iterable[str]) -> float:
        return sum(self.weight(word) for word in words)

    def holders(self, words: frozenset[str], *, most: int) -> list[str]:
        """Keys of the articles that share the most weight with `words`, best first.

        Words that a fifth of all articles hold decide nothing and would make this slow.
        """
        common = max(_FEWEST_COMMON, self._articles * _COMMON_SHARE)
        shared: defaultdict[str, float] = defaultdict(float)
        for word in words:
            keys = self._holders.get(word, set())
            if len(keys) <= common:
                weight = self.weight(word)
                for key in keys:
                    shared[key] += weight
        return sorted(shared, key=lambda key: (-shared[key], key))[:most]
