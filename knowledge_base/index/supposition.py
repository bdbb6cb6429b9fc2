"""The shelves as they would be with one article changed: nobody but who asks finds it so.

What would follow from the change follows here too: how rare each word is and, below some hundred
articles, what they all have in common; above, one article does not change that, and finding it
anew takes most of a second. Of the other articles only the best for a question now are scored
again, as the change moves their scores in the third decimal.
"""

from __future__ import annotations

from functools import partial
from typing import Self

from knowledge_base.articles.locales import language_of
from knowledge_base.articles.schemas import LiveArticle
from knowledge_base.index.drafts import drafted
from knowledge_base.index.index_file import rarity
from knowledge_base.index.ranking import folded, ranked
from knowledge_base.index.reading import Reading, Wish
from knowledge_base.index.scoring import Candidate, Scored
from knowledge_base.index.shared_directions import SharedDirections
from knowledge_base.index.shelves import Shelves, words_of
from knowledge_base.index.word_weights import WordWeights

_SCORED_AGAIN = 12
_ONE_OF_MANY = 400


class Supposition:
    """`added` None: the article is taken away. Made and used in jobs of the index's thread."""

    def __init__(self, shelves: Shelves, key: str, added: Candidate | None) -> None:
        self.key = key
        self.added = added
        self.held = shelves.candidate(key)
        self._words = words_of(added.draft) if added else set()
        self._words_held = words_of(self.held.draft) if self.held else set()
        self._language = language_of(key.split(":", 1)[0])
        self._weights: dict[str, WordWeights] = {}
        self._shared: dict[str, SharedDirections | None] = {}

    @classmethod
    def of(cls, reading: Reading, article: LiveArticle) -> Self:
        """Encodes the article whole: for long ones the caller does that in steps."""
        if article.content is None:
            return cls(reading.shelves, article.key, None)
        draft = drafted(article, reading.cutter)
        texts = [unit.text for unit in draft.units]
        vectors = reading.encoder.encode(texts, locale=draft.locale)
        return cls(reading.shelves, article.key, Candidate(draft, vectors))

    def found(self, reading: Reading, wish: Wish) -> tuple[list[Scored], list[Scored]]:
        """What is found now, and what would be."""
        shelves, locale = reading.shelves, wish.locale
        asked = reading.asked(wish.text, locale)
        steer = reading.steer(asked, locale)
        fitting = shelves.fitting(
            asked, locale=locale, tiers=wish.tiers, product_id=wish.product_id, most=wish.most,
            at=reading.at, steer=steer,
        )  # fmt: skip
        rank = partial(ranked, within_product=wish.product_id is not None, steer=steer)
        weights = shelves.weights_of(language_of(locale))
        now = rank(asked, fitting, weights, shelves.shared_of(locale))
        by_key = {candidate.draft.key: candidate for candidate in fitting}
        others = [one.draft.key for one in now if one.draft.key != self.key][:_SCORED_AGAIN]
        rivals = [by_key[key] for key in others]
        if self._fits(wish, reading) and self.key not in steer.held_back:
            rivals += [self.added] if self.added else []
        then = rank(
            asked, rivals, self._weights_of(shelves, locale), self._shared_of(shelves, locale)
        )
        return folded(now, wish.most), folded(then, wish.most)

    def _fits(self, wish: Wish, reading: Reading) -> bool:
        if self.added is None:
            return False
        draft = self.added.draft
        about = wish.product_id is None or draft.product_id == wish.product_id
        return (
            about
            and draft.locale == wish.locale
            and draft.tier in wish.tiers
            and draft.holds_at(reading.at)
        )

    def _weights_of(self, shelves: Shelves, locale: str) -> WordWeights:
        language = language_of(locale)
        if language != self._language:
            return shelves.weights_of(language)
        if language not in self._weights:
            self._weights[language] = WordWeights(partial(self._rarity, shelves, language))
        return self._weights[language]

    def _rarity(self, shelves: Shelves, language: str, word: str) -> float:
        holders, articles = shelves.word_counts(language, word)
        holders += (word in self._words) - (word in self._words_held)
        articles += (self.added is not None) - (self.held is not None)
        return rarity(max(0, holders), max(0, articles))

    def _shared_of(self, shelves: Shelves, locale: str) -> SharedDirections | None:
        if locale != self.key.split(":", 1)[0] or len(shelves) > _ONE_OF_MANY:
            return shelves.shared_of(locale)
        if locale not in self._shared:
            self._shared[locale] = shelves.shared_directions(
                locale, without=self.key, added=self.added
            )
        return self._shared[locale]
