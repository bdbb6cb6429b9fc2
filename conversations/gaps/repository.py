"""Queries on gaps and on the questions in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.asked.service import BAD_RATING
from conversations.contract import EventName, Role
from conversations.gaps.schemas import GapState
from conversations.models import AskedQuestion as Question
from conversations.models import Installation, LogRow
from conversations.models import QuestionGap as Gap

_BADLY_RATED = Question.rating <= BAD_RATING
_FAILED = or_(Question.answered.is_(False), _BADLY_RATED)
_HELPED = and_(Question.answered, or_(Question.rating.is_(None), Question.rating > BAD_RATING))


@dataclass(frozen=True)
class Count:
    """`times` counts the failed askings of a gap."""

    gap: Gap
    times: int
    badly_rated: int
    first_at: datetime
    last_at: datetime


async def hold_placing(session: AsyncSession) -> None:
    """Until the transaction ends no other process places questions."""
    await session.execute(select(Installation.id).with_for_update())


async def unplaced(session: AsyncSession, *, most: int) -> Sequence[Question]:
    """Questions not looked at since they were asked or rated, oldest first."""
    query = (
        select(Question)
        .where(Question.placed_at.is_(None))
        .order_by(Question.asked_at, Question.id)
        .limit(most)
    )
    return (await session.scalars(query)).all()


async def count_waiting(session: AsyncSession) -> int:
    """Failed questions that were not looked at yet."""
    query = select(func.count()).select_from(Question)
    return await session.scalar(query.where(Question.placed_at.is_(None), _FAILED)) or 0


async def gaps_of(session: AsyncSession, languages: Collection[str]) -> Sequence[Gap]:
    query = select(Gap).where(Gap.language.in_(languages)).order_by(Gap.created_at, Gap.id)
    return (await session.scalars(query)).all()


async def gap_by_id(session: AsyncSession, gap_id: str) -> Gap | None:
    return await session.get(Gap, gap_id)


async def counts(
    session: AsyncSession, *, state: GapState, limit: int, offset: int
) -> tuple[int, list[Count]]:
    """How many gaps are in a state, and one page of them, the most often asked first."""
    times, last_at = func.count().label("times"), func.max(Question.asked_at).label("last_at")
    badly = func.sum(case((_BADLY_RATED, 1), else_=0))
    grouped = (
        select(Question.gap_id, times, badly, func.min(Question.asked_at), last_at)
        .where(_FAILED, Question.gap_id.is_not(None), Question.settled_at.is_(None))
        .group_by(Question.gap_id)
        .subquery()
    )
    joined = select(Gap, *list(grouped.c)[1:]).join(grouped, grouped.c.gap_id == Gap.id)
    page = (
        joined.where(_in(state))
        .order_by(grouped.c.times.desc(), grouped.c.last_at.desc(), Gap.id)
        .limit(limit)
        .offset(offset)
    )
    total = select(func.count()).select_from(Gap).join(grouped, grouped.c.gap_id == Gap.id)
    rows = (await session.execute(page)).all()
    return await session.scalar(total.where(_in(state))) or 0, [Count(*row) for row in rows]


async def failed_in(
    session: AsyncSession, gaps: Collection[str], *, most: int
) -> Sequence[Question]:
    """The failed questions of these gaps, newest first."""
    query = (
        select(Question)
        .where(Question.gap_id.in_(gaps), _FAILED, Question.settled_at.is_(None))
        .order_by(Question.asked_at.desc(), Question.id)
        .limit(most)
    )
    return (await session.scalars(query)).all()


async def effects(session: AsyncSession, gaps: Collection[str]) -> dict[str, tuple[int, int, int]]:
    """By gap, since its article is live: asked, answered well, answered by that article."""
    by_article = case((and_(_HELPED, Question.article_key == Gap.article_key), 1), else_=0)
    query = (
        select(Gap.id, func.count(), func.sum(case((_HELPED, 1), else_=0)), func.sum(by_article))
        .join(Question, Question.gap_id == Gap.id)
        .where(Gap.id.in_(gaps), Question.asked_at > Gap.written_at)
        .group_by(Gap.id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in (await session.execute(query)).all()}


async def agent_texts(session: AsyncSession, conversations: Collection[str]) -> Sequence[LogRow]:
    """What people wrote in these conversations, in the order of the log."""
    query = (
        select(LogRow)
        .where(
            LogRow.conversation_id.in_(conversations),
            LogRow.event == EventName.MESSAGE_POSTED.value,
            LogRow.author_role == Role.AGENT.value,
        )
        .order_by(LogRow.position)
    )
    return (await session.scalars(query)).all()


async def unpublished(session: AsyncSession) -> dict[str, str]:
    """The article of each gap that has one which shoppers were not seen to get yet."""
    query = select(Gap.id, Gap.article_key).where(
        Gap.article_key.is_not(None), Gap.written_at.is_(None)
    )
    return {gap: key for gap, key in (await session.execute(query)).all() if key is not None}


def _in(state: GapState) -> ColumnElement[bool]:
    if state is GapState.DISMISSED:
        return Gap.dismissed_at.is_not(None)
    written = Gap.article_key.is_not(None)
    kept = Gap.dismissed_at.is_(None)
    return and_(kept, written if state is GapState.WRITTEN else ~written)


async def of_other_models(session: AsyncSession, model: str, *, most: int) -> Sequence[Gap]:
    """Gaps whose centre another model made."""
    return (await session.scalars(select(Gap).where(Gap.model != model).limit(most))).all()
