"""How much the words of one language say, looked up once until the articles change."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from knowledge_base.index.drafts import Unit
from knowledge_base.index.tokens import tokens


class WordWeights:
    """`weigh` is asked once for each word."""

    def __init__(self, weigh: Callable[[str], float]) -> None:
        self._weigh = weigh
        self._words: dict[str, float] = {}
        self._units: dict[bytes, float] = {}

    def of(self, word: str) -> float:
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._weigh(word)
        return known

    def total(self, words: Iterable[str]) -> float:
        return sum(map(self.of, words))

    def of_unit(self, unit: Unit) -> float:
        known = self._units.get(unit.id)
        if known is None:
            known = self._units[unit.id] = self.total(tokens(unit.text))
        return known
