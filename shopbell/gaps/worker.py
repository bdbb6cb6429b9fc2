"""Sorts shoppers' questions into gaps of one meaning, and sees when a gap's article is live.

Vectors come from the index's model, in small jobs between shoppers' searches and with no
transaction open. Several processes may do this at once: each question is placed by one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.asked.repository import forget_before
from conversations.gaps.placing import Meaning, place_questions, renew_gap
from conversations.gaps.repository import of_other_models, unplaced, unpublished
from conversations.gaps.service import note_published
from knowledge_base.articles.locales import language_of, normalise_locale
from knowledge_base.articles.repository import published_at
from knowledge_base.index.reading import Reading
from knowledge_base.index.tokens import has_han
from knowledge_base.index.view import IndexView
from rounds.running import make_rounds

POLL_S: Final = 3.0
AT_ONCE: Final = 64
FORGET_AFTER_S: Final = 3_600.0
JOINS_FROM: Final = {"en": 0.65}
"""The likeness from which on two questions mean the same, measured per model:
docs/decisions/0023-gaps.md."""
JOINS_FROM_ELSEWHERE: Final = 0.72
_ENCODED_PER_JOB: Final = 16


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    text: str
    language: str


class GapWorker:
    """`run` until cancelled; `look` once. Questions are kept for `kept_for`."""

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        reader: async_sessionmaker[AsyncSession],
        view: IndexView,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        kept_for: timedelta,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._view = view
        self._clock = clock
        self._monotonic = monotonic
        self._kept_for = kept_for
        self._forgot_at = float("-inf")

    async def run(self) -> None:
        await make_rounds(self._round, every_s=POLL_S, failed="gaps_failed")

    async def _round(self) -> None:
        while await self.look() == AT_ONCE:
            await self.forget()
        await self.forget()

    async def look(self) -> int:
        """How many questions were looked at."""
        await self._note_published()
        model = await self._view.read(lambda reading: reading.encoder.name)
        await self._renew(model)
        async with self._reader() as session:
            waiting = [
                _Text(question.id, question.text, _language(question.text, question.locale))
                for question in await unplaced(session, most=AT_ONCE)
            ]
        by_language: defaultdict[str, list[_Text]] = defaultdict(list)
        for text in waiting:
            by_language[text.language].append(text)
        for language, texts in by_language.items():
            meanings = await self._meanings(texts, language)
            async with self._writer.begin() as session:
                await place_questions(
                    session,
                    meanings,
                    model=model,
                    joins_from=JOINS_FROM.get(language, JOINS_FROM_ELSEWHERE),
                    at=self._clock(),
                )
        return len(waiting)

    async def _renew(self, model: str) -> None:
        """After a change of the model each gap begins anew from its first question."""
        async with self._reader() as session:
            stale = [
                _Text(gap.id, gap.text, gap.language)
                for gap in await of_other_models(session, model, most=AT_ONCE)
            ]
        for text in stale:
            (meaning,) = await self._meanings([text], text.language)
            async with self._writer.begin() as session:
                await renew_gap(session, text.id, model=model, vector=meaning.vector)

    async def _note_published(self) -> None:
        async with self._reader() as session:
            gaps = await unpublished(session)
            dates = await published_at(session, list(gaps.values())) if gaps else {}
        seen: Mapping[str, datetime] = {
            gap: dates[key] for gap, key in gaps.items() if key in dates
        }
        if seen:
            async with self._writer.begin() as session:
                await note_published(session, seen)

    async def _meanings(self, texts: Sequence[_Text], language: str) -> list[Meaning]:
        found: list[Meaning] = []
        for start in range(0, len(texts), _ENCODED_PER_JOB):
            part = texts[start : start + _ENCODED_PER_JOB]
            work = partial(_vectors, texts=[one.text for one in part], language=language)
            rows = await self._view.read(work)
            found += [Meaning(o.id, language, row) for o, row in zip(part, rows, strict=True)]
        return found

    async def forget(self) -> None:
        now = self._monotonic()
        if now - self._forgot_at > FORGET_AFTER_S:
            async with self._writer.begin() as session:
                await forget_before(session, self._clock() - self._kept_for)
            self._forgot_at = now


def _vectors(reading: Reading, *, texts: Sequence[str], language: str) -> NDArray[np.float32]:
    return reading.vectors(texts, language)


def _language(text: str, locale: str) -> str:
    language = language_of(normalise_locale(locale) or "en")
    return "zh" if has_han(text) and language != "ja" else language
