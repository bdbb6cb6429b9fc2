"""What an edit would change, found before it is published. Nothing that shoppers get is touched.

The work is done in small jobs on the index's thread, so that shoppers' questions are answered
between them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.locales import normalise_locale
from knowledge_base.articles.schemas import LiveArticle
from knowledge_base.index.drafts import Draft, UnitKind, drafted
from knowledge_base.index.reading import Reading
from knowledge_base.index.scoring import Candidate
from knowledge_base.index.supposition import Supposition
from knowledge_base.index.view import IndexView
from knowledge_base.preview.comparison import contradictions, duplicates
from knowledge_base.preview.replay import answers, flip_of
from knowledge_base.preview.schemas import (
    Answer,
    Asked,
    Contradiction,
    Duplicate,
    FlipKind,
    Missed,
    Preview,
)
from knowledge_base.preview.statements import Statement, statements
from knowledge_base.search.locales import locales_for

MAX_QUESTIONS: Final = 500
_ENCODED_PER_JOB: Final = 16
_ASKED_PER_JOB: Final = 10
_COMPARED_PER_JOB: Final = 4
_MOST_STATEMENTS: Final = 80
_MOST_LISTED: Final = 50
_ORDER: Final = {kind: place for place, kind in enumerate(FlipKind)} | {FlipKind.LOST: -1}
_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class _Replayed:
    asked: Asked
    before: Answer | None
    after: Answer | None


class ChangePreview:
    """Asks one view."""

    def __init__(
        self,
        view: IndexView,
        *,
        default_locale: str = "en",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._view = view
        self._default_locale = normalise_locale(default_locale) or "en"
        self._monotonic = monotonic

    async def preview(self, article: LiveArticle, questions: Sequence[Asked]) -> Preview:
        """`article` is as it would be live; without content, it would be taken away.

        `questions` are those of shoppers, of which the first 500 count; the article's own, those
        that it is to lose among them, are added.
        """
        began = self._monotonic()
        changed = await self._candidate(article)
        supposed = await self._view.read(
            lambda reading: Supposition(reading.shelves, article.key, changed)
        )
        own = _own_questions(article, supposed.held)
        asked = (*own, *questions[:MAX_QUESTIONS])
        replayed = await self._replay(supposed, asked)
        flips = [
            flip
            for one in replayed
            if (flip := flip_of(one.asked, article.key, one.before, one.after)) is not None
        ]
        flips.sort(key=lambda flip: (_ORDER[flip.kind], -flip.question.times))
        twins, clashes = await self._compare(changed, supposed.held)
        return Preview(
            asked=len(asked) - len(own),
            own=len(own),
            stay=len(asked) - len(flips),
            flips=tuple(flips),
            missed=tuple(_missed(replayed, article)),
            duplicates=tuple(twins[:_MOST_LISTED]),
            contradictions=tuple(clashes[:_MOST_LISTED]),
            milliseconds=round((self._monotonic() - began) * 1000),
        )

    async def remember(self, questions: Sequence[Asked]) -> None:
        """Makes the vectors of these beforehand, so that the first preview does not wait for it."""
        for part in _parts(questions, _ENCODED_PER_JOB):
            await self._view.read(partial(_warm, asked=part, default=self._default_locale))

    async def _candidate(self, article: LiveArticle) -> Candidate | None:
        if article.content is None:
            return None
        draft = await self._view.read(lambda reading: drafted(article, reading.cutter))
        texts = [unit.text for unit in draft.units]
        rows = [
            await self._view.read(partial(_encoded, texts=part, locale=draft.locale))
            for part in _parts(texts, _ENCODED_PER_JOB)
        ]
        return Candidate(draft, np.concatenate(rows))

    async def _replay(self, supposed: Supposition, asked: Sequence[Asked]) -> list[_Replayed]:
        await self.remember(asked)
        replayed: list[_Replayed] = []
        for part in _parts(asked, _ASKED_PER_JOB):
            work = partial(_asked, supposed=supposed, asked=part, default=self._default_locale)
            replayed += await self._view.read(work)
        return replayed

    async def _compare(
        self, changed: Candidate | None, held: Candidate | None
    ) -> tuple[list[Duplicate], list[Contradiction]]:
        if changed is None or changed.draft.tier == "community":
            return [], []
        known = {unit.id for unit in held.draft.units} if held else set()
        fresh = [
            place
            for place, unit in enumerate(changed.draft.units)
            if unit.id not in known and unit.kind is not UnitKind.TITLE
        ]
        twins: list[Duplicate] = []
        for places in _parts(fresh, _COMPARED_PER_JOB):
            twins += await self._view.read(partial(_twins, changed=changed, places=places))
        own, old = await self._view.read(
            partial(_stated, draft=changed.draft, held=held.draft if held else None)
        )
        clashes: list[Contradiction] = []
        for part in _parts(own[:_MOST_STATEMENTS], _COMPARED_PER_JOB):
            work = partial(_clashes, draft=changed.draft, own=part, old=old)
            clashes += await self._view.read(work)
        return twins, sorted(clashes, key=lambda clash: not clash.is_new)


def _encoded(reading: Reading, *, texts: Sequence[str], locale: str) -> NDArray[np.float32]:
    return reading.encoder.encode(texts, locale=locale)


def _warm(reading: Reading, *, asked: Sequence[Asked], default: str) -> None:
    """The questions' vectors, many at once, in the locale that is tried first."""
    by_locale: dict[str, list[str]] = {}
    for one in asked:
        text = " ".join(one.text.split())
        for locale in locales_for(text, one.locale, default)[:1]:
            by_locale.setdefault(locale, []).append(text)
    for locale, texts in by_locale.items():
        reading.vectors(texts, locale)


def _asked(
    reading: Reading, *, supposed: Supposition, asked: Sequence[Asked], default: str
) -> list[_Replayed]:
    return [_Replayed(one, *answers(reading, supposed, one, default)) for one in asked]


def _twins(reading: Reading, *, changed: Candidate, places: Sequence[int]) -> list[Duplicate]:
    return list(duplicates(reading, changed, places))


def _stated(
    reading: Reading, *, draft: Draft, held: Draft | None
) -> tuple[list[Statement], frozenset[str]]:
    own = list(statements(draft, reading.cutter))
    old = statements(held, reading.cutter) if held else ()
    return own, frozenset(statement.sentence for statement in old)


def _clashes(
    reading: Reading, *, draft: Draft, own: Sequence[Statement], old: frozenset[str]
) -> list[Contradiction]:
    return list(contradictions(reading, own, draft, old))


def _own_questions(article: LiveArticle, held: Candidate | None) -> tuple[Asked, ...]:
    texts = list(article.content.questions) if article.content else []
    if held is not None:
        texts += [unit.text for unit in held.draft.units if unit.kind is UnitKind.QUESTION]
    product = article.content.product_id if article.content else None
    return tuple(Asked(text, article.locale, product, own=True) for text in dict.fromkeys(texts))


def _missed(replayed: Sequence[_Replayed], article: LiveArticle) -> Iterator[Missed]:
    wanted = set(article.content.questions) if article.content else set()
    for one in replayed:
        elsewhere = one.after is None or one.after.key != article.key
        if one.asked.own and one.asked.text in wanted and elsewhere:
            yield Missed(one.asked.text, one.after)


def _parts(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
