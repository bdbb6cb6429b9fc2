"""A question asked as a shopper would, with why each passage was found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from knowledge_base.articles.locales import normalise_locale
from knowledge_base.index.reading import Explained, Reading, Wish
from knowledge_base.index.reasons import Reasons
from knowledge_base.index.view import IndexView
from knowledge_base.pins.schemas import Pin
from knowledge_base.preview.replay import ALL, SHOP
from knowledge_base.search.locales import locales_for
from knowledge_base.search.schemas import Passage
from knowledge_base.search.service import MAX_QUERY_CHARS, passage_of

_FOUND: Final = 5


@dataclass(frozen=True, slots=True)
class ExplainedPassage:
    passage: Passage
    key: str
    reasons: Reasons
    pin: Pin | None
    held_back: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """`answers_from` is the score from which on the best passage is said. `buyers` tells that the
    shop's own texts had no answer and buyers' notes were asked too."""

    query: str
    answered: bool
    answers_from: float
    buyers: bool
    passages: tuple[ExplainedPassage, ...]


class ExplainedSearch:
    """Asks one view, in the order in which the bot does: the shop's own words first."""

    def __init__(self, view: IndexView, *, default_locale: str = "en") -> None:
        self._view = view
        self._default_locale = normalise_locale(default_locale) or "en"

    async def explain(self, query: str, *, locale: str = "en") -> Explanation:
        """Of the first locale and tiers that answer, else of the first that have anything."""
        asked = " ".join(query.split())[:MAX_QUERY_CHARS]
        best = Explanation(query, False, 0.0, False, ())
        if not any(char.isalnum() for char in asked):
            return best
        for tiers in (SHOP, ALL):
            for tried in locales_for(asked, locale, self._default_locale):
                wish = Wish(asked, tried, tiers, None, _FOUND)
                found, enough = await self._view.read(partial(_explained, wish=wish))
                passages = tuple(_passage(one) for one in found)
                said = next((one for one in passages if not one.held_back), None)
                answered = said is not None and said.passage.score >= enough
                shown = Explanation(query, answered, enough, tiers == ALL, passages)
                if answered:
                    return shown
                best = best if best.passages else shown
        return best


def _explained(reading: Reading, *, wish: Wish) -> tuple[list[Explained], float]:
    return reading.explain(wish), reading.answers_from(wish.locale, None)


def _passage(one: Explained) -> ExplainedPassage:
    return ExplainedPassage(
        passage=passage_of(one.scored),
        key=one.scored.draft.key,
        reasons=one.reasons,
        pin=one.pin,
        held_back=one.held_back,
    )
