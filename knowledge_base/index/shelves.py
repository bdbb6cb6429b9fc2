"""Published articles in memory beside the index's file: candidates here, exact scores there.

Used from one thread only.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.locales import language_of
from knowledge_base.index.drafts import Draft
from knowledge_base.index.encoder import Encoder
from knowledge_base.index.index_file import IndexFile
from knowledge_base.index.ranking import folded, ranked
from knowledge_base.index.rows import Rows
from knowledge_base.index.scoring import Candidate, Question, Scored
from knowledge_base.index.shared_directions import SharedDirections
from knowledge_base.index.steering import UNSTEERED, Steer
from knowledge_base.index.tokens import tokens
from knowledge_base.index.word_weights import WordWeights

_FEWEST_NEAREST: Final = 48
_NEAREST_PER_RESULT: Final = 8
_BY_WORDS: Final = 24
_MOST_SAMPLED: Final = 3_000


class Shelves:
    """What can be found now. The nearest vectors and the words name candidates, which are scored
    exactly. `settle` is called after changes, before the scores are to be those of all articles.
    """

    def __init__(self, file: IndexFile, encoder: Encoder) -> None:
        self._file = file
        self._encoder = encoder
        self._drafts: dict[str, Draft] = {}
        self._places: dict[str, NDArray[np.intp]] = {}
        self._rows: dict[tuple[str, str], Rows] = {}
        self._by_product: defaultdict[str, set[str]] = defaultdict(set)
        self._owned: defaultdict[bytes, int] = defaultdict(int)
        self._shared: dict[str, SharedDirections] = {}
        self._unsettled: set[str] = set()
        self._weights: dict[str, WordWeights] = {}

    def __len__(self) -> int:
        return len(self._drafts)

    def keys(self) -> frozenset[str]:
        return frozenset(self._drafts)

    def locales(self) -> frozenset[str]:
        return frozenset(draft.locale for draft in self._drafts.values())

    def tiers_of(self, locale: str) -> frozenset[str]:
        """The tiers of which there are articles in a locale."""
        return frozenset(t for (its, t), rows in self._rows.items() if its == locale and len(rows))

    def digests(self) -> dict[str, str]:
        """Of all articles that the file holds, shown to shoppers or not."""
        return self._file.digests()

    def load(self, keys: Sequence[str]) -> None:
        """Takes articles in as the file has them."""
        drafts = tuple(self._file.drafts(keys))
        vectors = self._file.vectors({unit.id for draft in drafts for unit in draft.units})
        for draft in drafts:
            self._forget(draft.key)
            self._remember(draft, vectors)

    def put(self, drafts: Sequence[Draft]) -> int:
        """Takes articles in or brings them up to date; returns how many texts were encoded."""
        wanted = {unit.id: (draft.locale, unit.text) for draft in drafts for unit in draft.units}
        vectors = self._file.vectors(wanted)
        missing: defaultdict[str, list[bytes]] = defaultdict(list)
        for text_id, (locale, _) in wanted.items():
            if text_id not in vectors:
                missing[locale].append(text_id)
        fresh: dict[bytes, NDArray[np.float32]] = {}
        for locale, ids in missing.items():
            rows = self._encoder.encode([wanted[text_id][1] for text_id in ids], locale=locale)
            fresh.update(zip(ids, rows, strict=True))
        vectors.update(fresh)
        self._file.put([(draft, words_of(draft)) for draft in drafts], fresh)
        self._weights.clear()
        stale: list[bytes] = []
        for draft in drafts:
            stale += self._forget(draft.key)
            self._remember(draft, vectors)
        self._file.drop((), [text_id for text_id in stale if text_id not in self._owned])
        return len(fresh)

    def drop(self, keys: Iterable[str]) -> None:
        gone = tuple(keys)
        texts = [text_id for key in gone for text_id in self._forget(key)]
        if gone:
            self._file.drop(gone, texts)
            self._weights.clear()

    def settle(self) -> None:
        """Finds anew what the articles of each changed locale have in common."""
        for locale in self._unsettled:
            self._shared.pop(locale, None)
            shared = self.shared_directions(locale)
            if shared is not None:
                self._shared[locale] = shared
        self._unsettled.clear()

    def shared_directions(
        self, locale: str, *, without: str | None = None, added: Candidate | None = None
    ) -> SharedDirections | None:
        """What the articles of a locale have in common, as it is or as it would be."""
        drafts = {key: draft.locale for key, draft in self._drafts.items() if key != without}
        if added is not None:
            drafts[added.draft.key] = added.draft.locale
        keys = [key for key, its_locale in drafts.items() if its_locale == locale]
        # The same sample whatever the order in which articles came.
        keys = sorted(keys, key=lambda key: zlib.crc32(key.encode()))[:_MOST_SAMPLED]
        if not keys:
            return None
        vectors = [
            added.vectors if added is not None and key == added.draft.key else self._vectors(key)
            for key in keys
        ]
        article_of = np.repeat(np.arange(len(keys)), [len(rows) for rows in vectors])
        return SharedDirections.of(np.concatenate(vectors), article_of)

    def find(
        self,
        asked: Question,
        *,
        locale: str,
        tiers: Collection[str],
        product_id: str | None,
        most: int,
        at: datetime,
        steer: Steer = UNSTEERED,
    ) -> list[Scored]:
        """The best articles of a locale, best first; of equal ones the more trusted tier first.

        What does not hold at `at` is left out, and what `steer` holds back.

        Of passages that say the same, in the same words or nearly so, the first one stays.
        """
        fitting = self.fitting(
            asked, locale=locale, tiers=tiers, product_id=product_id, most=most, at=at, steer=steer
        )
        scored = ranked(
            asked,
            fitting,
            self.weights_of(language_of(locale)),
            self.shared_of(locale),
            within_product=product_id is not None,
            steer=steer,
        )
        return folded(scored, most)

    def fitting(
        self,
        asked: Question,
        *,
        locale: str,
        tiers: Collection[str],
        product_id: str | None,
        most: int,
        at: datetime,
        steer: Steer = UNSTEERED,
    ) -> list[Candidate]:
        """The articles that are worth scoring, those that were pinned among them."""
        if product_id is None:
            keys = self._candidates(asked, locale, tiers, most) | steer.pinned
        else:
            keys = self._by_product.get(product_id, set())
        drafts = (self._drafts[key] for key in (keys & self._drafts.keys()) - steer.held_back)
        return [
            Candidate(draft, self._vectors(draft.key))
            for draft in drafts
            if draft.locale == locale and draft.tier in tiers and draft.holds_at(at)
        ]

    def candidate(self, key: str) -> Candidate | None:
        """An article as it is found now."""
        return Candidate(self._drafts[key], self._vectors(key)) if key in self._drafts else None

    def neighbours(
        self, vector: NDArray[np.float32], *, locale: str, tiers: Collection[str], most: int
    ) -> list[Candidate]:
        """The articles that own the texts nearest to a vector, in no order."""
        keys: set[str] = set()
        for tier in tiers:
            rows = self._rows.get((locale, tier))
            if rows is not None:
                keys |= rows.nearest(vector, most=most)
        return [Candidate(self._drafts[key], self._vectors(key)) for key in sorted(keys)]

    def shared_of(self, locale: str) -> SharedDirections | None:
        return self._shared.get(locale)

    def word_counts(self, language: str, word: str) -> tuple[int, int]:
        """Of the articles of a language: how many hold the word, how many there are."""
        return self._file.holder_count(language, word), self._file.count(language)

    def _candidates(
        self, asked: Question, locale: str, tiers: Collection[str], most: int
    ) -> set[str]:
        nearest = max(_FEWEST_NEAREST, most * _NEAREST_PER_RESULT)
        language = language_of(locale)
        words = asked.words | asked.codes
        keys = set(self._file.holders(language, words, most=_BY_WORDS + most))
        for tier in tiers:
            rows = self._rows.get((locale, tier))
            if rows is not None:
                keys |= rows.nearest(asked.vector, most=nearest)
        return keys & self._drafts.keys()

    def weights_of(self, language: str) -> WordWeights:
        if language not in self._weights:
            weigh = partial(self._file.weight, language)
            self._weights[language] = WordWeights(weigh)
        return self._weights[language]

    def _vectors(self, key: str) -> NDArray[np.float32]:
        draft = self._drafts[key]
        return self._rows[draft.locale, draft.tier].at(self._places[key])

    def _remember(self, draft: Draft, vectors: dict[bytes, NDArray[np.float32]]) -> None:
        shelf = draft.locale, draft.tier
        if shelf not in self._rows:
            self._rows[shelf] = Rows(len(vectors[draft.units[0].id]))
        rows = self._rows[shelf]
        self._places[draft.key] = np.array(
            [rows.own(unit.id, draft.key, vectors[unit.id]) for unit in draft.units], np.intp
        )
        for unit in draft.units:
            self._owned[unit.id] += 1
        self._drafts[draft.key] = draft
        self._unsettled.add(draft.locale)
        if draft.product_id:
            self._by_product[draft.product_id].add(draft.key)

    def _forget(self, key: str) -> list[bytes]:
        """The texts that no article has any more."""
        draft = self._drafts.pop(key, None)
        if draft is None:
            return []
        rows = self._rows[draft.locale, draft.tier]
        gone = []
        for unit in draft.units:
            rows.disown(unit.id, key)
            self._owned[unit.id] -= 1
            if not self._owned[unit.id]:
                del self._owned[unit.id]
                gone.append(unit.id)
        del self._places[key]
        self._unsettled.add(draft.locale)
        if draft.product_id:
            self._by_product[draft.product_id].discard(key)
        return gone


def words_of(draft: Draft) -> set[str]:
    return set().union(*(tokens(unit.text) for unit in draft.units))
