"""Queries on turns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Turn

WAITING = "waiting"
RUNNING = "running"
DONE = "done"
FAILED = "failed"
DROPPED = "dropped"


async def conversations_with_work(session: AsyncSession, now: datetime) -> Sequence[str]:
    """Conversations with a turn to take: one that waits, or one whose owner's lease ran out."""
    query = (
        select(Turn.conversation_id)
        .where(or_(Turn.state == WAITING, and_(Turn.state == RUNNING, Turn.lease_until <= now)))
        .distinct()
    )
    return (await session.execute(query)).scalars().all()


async def running_turn(session: AsyncSession, conversation_id: str) -> Turn | None:
    query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.state == RUNNING)
    return (await session.execute(query)).scalar_one_or_none()


async def has_open_turn(session: AsyncSession, conversation_id: str) -> bool:
    query = (
        select(Turn.id)
        .where(Turn.conversation_id == conversation_id, Turn.state.in_((WAITING, RUNNING)))
        .limit(1)
    )
    return (await session.execute(query)).first() is not None


async def oldest_waiting_turn(session: AsyncSession, conversation_id: str) -> Turn | None:
    query = (
        select(Turn)
        .where(Turn.conversation_id == conversation_id, Turn.state == WAITING)
        .order_by(Turn.seq)
        .limit(1)
    )
    return (await session.execute(query)).scalar_one_or_none()


async def waiting_turns(session: AsyncSession, conversation_id: str) -> Sequence[Turn]:
    query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.state == WAITING)
    return (await session.execute(query)).scalars().all()


async def tried_seqs(session: AsyncSession, conversation_id: str, after_seq: int) -> set[int]:
    """Messages past `after_seq` that the bot began to answer, or will answer anyway."""
    query = select(Turn.seq).where(
        Turn.conversation_id == conversation_id,
        Turn.seq > after_seq,
        or_(Turn.state != DROPPED, Turn.started_at.is_not(None)),
    )
    return set((await session.execute(query)).scalars())
