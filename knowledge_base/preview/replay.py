"""Questions asked of the index as it is and as it would be, in the order in which the bot looks:
within the product, then everywhere; the shop's own words before buyers'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from knowledge_base.index.reading import Reading, Wish
from knowledge_base.index.scoring import Scored
from knowledge_base.index.supposition import Supposition
from knowledge_base.preview.schemas import Answer, Asked, Flip, FlipKind
from knowledge_base.search.locales import locales_for

SHOP: Final = frozenset({"official", "product"})
ALL: Final = SHOP | {"community"}
_FOUND: Final = 3


def answers(
    reading: Reading, supposed: Supposition, asked: Asked, default_locale: str
) -> tuple[Answer | None, Answer | None]:
    """What the bot would say now and then."""
    before: Answer | None = None
    after: Answer | None = None
    for wish in _wishes(reading, supposed, asked, default_locale):
        now, then = supposed.found(reading, wish)
        enough = reading.answers_from(wish.locale, wish.product_id)
        before = before or _answer(now, enough)
        after = after or _answer(then, enough)
        if before is not None and after is not None:
            break
    return before, after


def flip_of(asked: Asked, key: str, before: Answer | None, after: Answer | None) -> Flip | None:
    """None where the shopper would be told the same."""
    kind = _kind(key, before, after)
    return None if kind is None else Flip(asked, kind, before, after)


def _kind(key: str, before: Answer | None, after: Answer | None) -> FlipKind | None:
    if before is None or after is None:
        if before is after:
            return None
        return FlipKind.GAINED if before is None else FlipKind.LOST
    if before.key == after.key:
        return None if before.text == after.text else FlipKind.REWORDED
    if after.key == key:
        return FlipKind.TAKEN
    return FlipKind.GIVEN if before.key == key else FlipKind.SHIFTED


def _wishes(
    reading: Reading, supposed: Supposition, asked: Asked, default_locale: str
) -> Iterator[Wish]:
    """Those that can find something else than the ones before."""
    text = " ".join(asked.text.split())
    if not any(char.isalnum() for char in text):
        return
    own = supposed.added.draft if supposed.added else None
    for product_id in (asked.product_id, None) if asked.product_id else (None,):
        for tiers in (SHOP, ALL):
            for locale in locales_for(text, asked.locale, default_locale):
                there = reading.shelves.tiers_of(locale)
                if own is not None and own.locale == locale:
                    there |= {own.tier}
                if there & (tiers if tiers == SHOP else tiers - SHOP):
                    yield Wish(text, locale, tiers, product_id, _FOUND)


def _answer(found: Sequence[Scored], enough: float) -> Answer | None:
    if not found or found[0].score < enough:
        return None
    best = found[0]
    return Answer(best.draft.key, best.draft.title, best.passage.shown, round(best.score, 4))
