"""Queries over the questions that were looked for in the knowledge base."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import EventName, Role
from conversations.models import AskedQuestion as Question
from conversations.models import LogRow

_OPEN = Question.answered.is_(False) & Question.settled_at.is_(None)


@dataclass(frozen=True)
class Group:
    folded: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class Asking:
    text: str
    folded: str
    locale: str
    product_id: str | None


async def open_groups(session: AsyncSession, *, limit: int, offset: int) -> list[Group]:
    times, last_at = func.count().label("times"), func.max(Question.asked_at).label("last_at")
    query = (
        select(Question.folded, times, func.min(Question.asked_at), last_at)
        .where(_OPEN)
        .group_by(Question.folded)
        .order_by(times.desc(), last_at.desc(), Question.folded)
        .limit(limit)
        .offset(offset)
    )
    return [Group(*row) for row in (await session.execute(query)).all()]


async def newest_of(session: AsyncSession, folded: Collection[str]) -> dict[str, Question]:
    query = (
        select(Question)
        .where(_OPEN, Question.folded.in_(folded))
        .order_by(Question.asked_at, Question.id)
    )
    return {question.folded: question for question in (await session.scalars(query)).all()}


async def count_open(session: AsyncSession) -> int:
    query = select(func.count(func.distinct(Question.folded)))
    return await session.scalar(query.where(_OPEN)) or 0


async def settle(session: AsyncSession, *, folded: str, settled_by: str, at: datetime) -> None:
    await session.execute(
        update(Question)
        .where(Question.folded == folded, _OPEN)
        .values(settled_at=at, settled_by=settled_by)
    )


async def newest_asked(session: AsyncSession, *, most: int) -> Sequence[Asking]:
    """The last questions, newest first, answered or not."""
    query = (
        select(Question.text, Question.folded, Question.locale, Question.product_id)
        .order_by(Question.asked_at.desc(), Question.id)
        .limit(most)
    )
    return [Asking(*row) for row in (await session.execute(query)).all()]


async def last_agent_seq(session: AsyncSession, conversation_id: str) -> int:
    """The `seq` of the last message that a person wrote to the shopper, 0 without one."""
    query = select(func.max(LogRow.seq)).where(
        LogRow.conversation_id == conversation_id,
        LogRow.event == EventName.MESSAGE_POSTED.value,
        LogRow.author_role == Role.AGENT.value,
    )
    return await session.scalar(query) or 0


async def rate(
    session: AsyncSession, *, conversation_id: str, after: int, since: datetime, score: int
) -> None:
    """Rated anew, they are looked at again for a gap that they belong to."""
    await session.execute(
        update(Question)
        .where(
            Question.conversation_id == conversation_id,
            Question.rating.is_(None),
            Question.seq > after,
            Question.asked_at >= since,
        )
        .values(rating=score, placed_at=None)
    )


async def forget_before(session: AsyncSession, before: datetime) -> None:
    """Deletes what was asked so long ago."""
    await session.execute(delete(Question).where(Question.asked_at < before))
