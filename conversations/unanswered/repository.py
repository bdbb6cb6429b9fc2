"""Queries over unanswered questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import UnansweredQuestion as Question


@dataclass(frozen=True)
class Group:
    folded: str
    times: int
    first_at: datetime
    last_at: datetime


async def open_groups(session: AsyncSession, *, limit: int, offset: int) -> list[Group]:
    times, last_at = func.count().label("times"), func.max(Question.asked_at).label("last_at")
    query = (
        select(Question.folded, times, func.min(Question.asked_at), last_at)
        .where(Question.settled_at.is_(None))
        .group_by(Question.folded)
        .order_by(times.desc(), last_at.desc(), Question.folded)
        .limit(limit)
        .offset(offset)
    )
    return [Group(*row) for row in (await session.execute(query)).all()]


async def newest_of(session: AsyncSession, folded: Collection[str]) -> dict[str, Question]:
    query = (
        select(Question)
        .where(Question.settled_at.is_(None), Question.folded.in_(folded))
        .order_by(Question.asked_at, Question.id)
    )
    return {question.folded: question for question in (await session.scalars(query)).all()}


async def count_open(session: AsyncSession) -> int:
    query = select(func.count(func.distinct(Question.folded)))
    return await session.scalar(query.where(Question.settled_at.is_(None))) or 0


async def settle(session: AsyncSession, *, folded: str, settled_by: str, at: datetime) -> None:
    await session.execute(
        update(Question)
        .where(Question.folded == folded, Question.settled_at.is_(None))
        .values(settled_at=at, settled_by=settled_by)
    )
