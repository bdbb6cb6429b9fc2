"""Which gap a question belongs to: the one whose centre its vector lies nearest to, or a new one.

Only what failed begins a gap; an answered question joins one, so that it is seen whether a gap is
closed. The caller turns texts to vectors, with no transaction open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.asked.service import BAD_RATING
from conversations.gaps import repository
from conversations.identifiers import new_id
from conversations.models import AskedQuestion, QuestionGap

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class Meaning:
    """A question's vector of unit length; only those of one language are compared."""

    question: str
    language: str
    vector: Vector


class Centres:
    """The gaps of one language and model, with what lies in the middle of each."""

    def __init__(self, gaps: Sequence[QuestionGap], dimension: int) -> None:
        self.gaps = list(gaps)
        self._sums = [np.frombuffer(gap.centre, np.float32) for gap in gaps]
        self._units = [_unit(one) for one in self._sums]
        self._dimension = dimension

    def nearest(self, vector: Vector) -> tuple[float, int]:
        if not self.gaps:
            return -1.0, 0
        along = np.stack(self._units) @ vector
        place = int(along.argmax())
        return float(along[place]), place

    def begin(self, gap: QuestionGap) -> int:
        self.gaps.append(gap)
        self._sums.append(np.zeros(self._dimension, np.float32))
        self._units.append(self._sums[-1])
        return len(self.gaps) - 1

    def take_in(self, place: int, vector: Vector) -> None:
        self._sums[place] = self._sums[place] + vector
        self._units[place] = _unit(self._sums[place])
        gap = self.gaps[place]
        gap.centre, gap.held = self._sums[place].tobytes(), gap.held + 1


async def place_questions(
    session: AsyncSession,
    meanings: Sequence[Meaning],
    *,
    model: str,
    joins_from: float,
    at: datetime,
) -> None:
    """Puts each question into the gap that means the same, from the likeness `joins_from` on.

    Gaps made with another model are not compared: `renew_gap` brings them over.
    """
    await repository.hold_placing(session)
    held = await repository.gaps_of(session, {meaning.language for meaning in meanings})
    centres: dict[str, Centres] = {}
    for meaning in meanings:
        question = await session.get(AskedQuestion, meaning.question)
        if question is None or question.placed_at is not None:
            continue
        question.placed_at = at
        language = meaning.language
        if language not in centres:
            own = [gap for gap in held if gap.language == language and gap.model == model]
            centres[language] = Centres(own, len(meaning.vector))
        known = centres[language]
        likeness, place = known.nearest(meaning.vector)
        if likeness < joins_from:
            if not has_failed(question):
                continue
            place = known.begin(_begun(question, meaning, model, at))
            session.add(known.gaps[place])
        if has_failed(question) and question.gap_id != known.gaps[place].id:
            known.take_in(place, meaning.vector)
            await session.flush()
        question.gap_id = known.gaps[place].id


async def renew_gap(session: AsyncSession, gap_id: str, *, model: str, vector: Vector) -> None:
    """Brings a gap of another model over: `vector` is its own text's."""
    gap = await repository.gap_by_id(session, gap_id)
    if gap is not None:
        gap.model, gap.centre, gap.held = model, vector.astype(np.float32).tobytes(), 1


def has_failed(question: AskedQuestion) -> bool:
    """Without an answer, or with one that was rated badly."""
    badly_rated = question.rating is not None and question.rating <= BAD_RATING
    return not question.answered or badly_rated


def _begun(question: AskedQuestion, meaning: Meaning, model: str, at: datetime) -> QuestionGap:
    return QuestionGap(
        id=new_id(),
        text=question.text,
        language=meaning.language,
        model=model,
        centre=b"",
        held=0,
        created_at=at,
    )


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / (np.linalg.norm(vector) or 1.0), np.float32)
