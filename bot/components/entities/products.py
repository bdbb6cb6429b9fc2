"""Products by part of their name, in the plural, and misspelt: English names, word by word.

A part must belong to one product alone. Misspelt words are compared only with the words of the
products that the words beside them name, or with names that begin with the same letter, so that
the cost of a message does not grow with the catalogue.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Iterable, Iterator, Optional

from rapidfuzz.distance import OSA

from bot.components.entities.found import PRODUCT, Found
from bot.components.entities.utterance import Utterance, Word, is_han
from bot.components.entities.words import read_words

_WORDS = read_words("products")
_FILLERS = frozenset(_WORDS["fillers"])
_WRAPPINGS = frozenset(_WORDS["wrappings"])
_ORDINARY = frozenset(_WORDS["ordinary"])
_NEVER_MISSPELT = frozenset(_WORDS["never_misspelt"])
_SPELLINGS = _WORDS["spellings"]
_JOINTS = ("-", "'", "’", "&")
_INNER_FILLERS = frozenset({"de", "of", "and"})
_MAX_POSTINGS = 50
_MAX_WORDS = 8


class ProductNames:
    """An index of names: `(id, name)` pairs, a product may have several."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names: list[tuple[str, tuple[str, ...]]] = []
        self._holding: dict[str, set[int]] = {}
        self._heads: dict[str, str] = {}
        self._misspellable: dict[str, list[str]] = defaultdict(list)
        for product_id, name in names:
            words = _name_words(name)
            if words:
                self._add(product_id, words)
        self._find_heads()

    def _add(self, product_id: str, words: tuple[str, ...]) -> None:
        at = len(self._names)
        self._names.append((product_id, words))
        for word in words:
            self._holding.setdefault(word, set()).add(at)
        for first, second in pairwise(words):
            self._holding.setdefault(first + second, set()).add(at)

    def _find_heads(self) -> None:
        """Words that name a product alone: the last of a name, past what it is wrapped in."""
        for product_id, words in self._names:
            for head in _heads(words):
                if head not in _ORDINARY and self._owner(self._holding[head]) == product_id:
                    self._heads[head] = product_id
                    if len(head) >= 6:
                        self._misspellable[head[0]].append(head)

    def find(self, said: Utterance) -> Iterator[Found]:
        words = [word for word in said.words if word.plain not in _JOINTS]
        at = 0
        while at < len(words):
            end, product_id = self._longest(words, at)
            if product_id is not None:
                yield Found(PRODUCT, product_id, words[at].start, words[end - 1].end)
            at = max(end, at + 1)

    def _longest(self, words: list[Word], first: int) -> tuple[int, Optional[str]]:
        """The end of the longest part of one product's name that begins at `first`."""
        plain = _plain(words[first])
        if plain in _FILLERS or not plain.isalpha() or len(plain) < 2:
            return first, None
        candidates = self._holding.get(plain, set())
        used = [plain]
        misspelt = 0
        if not candidates:
            candidates, misspelt = self._after_misspelt(words, first)
            if not candidates:
                return self._single_misspelt(words, first)
        best: tuple[int, Optional[str]] = (first, None)
        at = first
        inner = False
        while candidates:
            owner = self._owner(candidates)
            if not inner and owner is not None and self._tells(used, owner, misspelt):
                best = (at + 1, owner)
            at += 1
            if at >= len(words) or at - first >= _MAX_WORDS or not _close(words, at):
                break
            plain = _plain(words[at])
            inner = plain in _INNER_FILLERS
            if inner:
                continue
            narrowed = candidates & self._holding.get(plain, set())
            if plain in _FILLERS or plain in used:
                break
            if not narrowed and not self._is_head(candidates, used[-1]):
                narrowed = self._misspelt_among(candidates, words[at])
                misspelt += 1
            used.append(plain)
            candidates = narrowed
        return best

    def _tells(self, said: list[str], owner: str, misspelt: int) -> bool:
        used = [word for word in said if word.isalpha()]
        if len(used) == 1:
            return not misspelt and (self._heads.get(used[0]) == owner or self._is_joined(used[0]))
        telling = [word for word in used if word not in _ORDINARY]
        return len(used) - misspelt >= 1 and (bool(telling) or len(used) > 2 or self._ends(used))

    def _is_joined(self, word: str) -> bool:
        """`dogbed` for Dog Bed."""
        return not any(
            word in words for _, words in (self._names[at] for at in self._holding[word])
        )

    def _is_head(self, candidates: set[int], word: str) -> bool:
        """A name is over: what follows `dress` is no misspelt word of it."""
        few = len(candidates) <= _MAX_POSTINGS
        return few and any(self._names[at][1][-1] == word for at in candidates)

    def _ends(self, used: list[str]) -> bool:
        """Two ordinary words name a product if they are its first and last or its last two."""
        return any(
            words[-1] == used[-1]
            for _, words in (self._names[at] for at in self._holding[used[-1]])
        )

    def _owner(self, candidates: set[int]) -> Optional[str]:
        """The one product that all these names are of."""
        if not 0 < len(candidates) <= _MAX_POSTINGS:
            return None
        owners = {self._names[at][0] for at in candidates}
        return owners.pop() if len(owners) == 1 else None

    def _misspelt_among(self, candidates: set[int], said: Word) -> set[int]:
        if len(candidates) > _MAX_POSTINGS or len(said.plain) < 3 or said.plain in _NEVER_MISSPELT:
            return set()
        return {
            at for at in candidates if any(_is_misspelt(said, word) for word in self._names[at][1])
        }

    def _after_misspelt(self, words: list[Word], first: int) -> tuple[set[int], int]:
        """Names that hold the next word and one that the first is a misspelling of."""
        plain = _plain(words[first])
        if first + 1 >= len(words) or not _close(words, first + 1) or len(plain) < 4:
            return set(), 0
        beside = _plain(words[first + 1])
        if beside in _FILLERS:
            return set(), 0
        return self._misspelt_among(self._holding.get(beside, set()), words[first]), 1

    def _single_misspelt(self, words: list[Word], first: int) -> tuple[int, Optional[str]]:
        plain = _plain(words[first])
        if len(plain) >= 6 and plain not in _NEVER_MISSPELT:
            for head in self._misspellable.get(plain[0], ()):
                if len(head) >= 7 and _is_misspelt(words[first], head):
                    return first + 1, self._heads[head]
        return first, None


def _name_words(name: str) -> tuple[str, ...]:
    said = Utterance(name)
    if any(map(is_han, said.text)):
        return ()
    words = (_plain(word) for word in said.words)
    return tuple(
        word for word in words if word.isalnum() and word.isascii() and word not in _FILLERS
    )


def _heads(words: tuple[str, ...]) -> Iterator[str]:
    kept = [word for word in words if word.isalpha() and word != "spf"]
    if kept:
        yield kept[-1]
        if len(kept) > 1 and kept[-1] in _WRAPPINGS:
            yield kept[-2]


def _plain(word: Word) -> str:
    return _SPELLINGS.get(word.plain, word.plain)


def _close(words: list[Word], at: int) -> bool:
    """Only a space or a hyphen between them."""
    return words[at].start - words[at - 1].end <= 1


def _is_misspelt(said: Word, word: str) -> bool:
    """One edit in words of four letters or more, two in words of seven; the first letter right."""
    if said.plain[0] != word[0] or len(word) < 4:
        return False
    allowed = 2 if len(word) >= 7 else 1
    return any(
        OSA.distance(written, word, score_cutoff=allowed) <= allowed
        for written in {said.plain, said.written}
    )
