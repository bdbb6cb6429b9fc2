"""Queries on mentions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from console.mentions.models import Mention
from console.models import Agent
from conversations.models import LogRow

LISTED = 100


async def colleagues(session: AsyncSession) -> Sequence[Agent]:
    """Everybody who may sign in, by name."""
    query = (
        select(Agent)
        .where(Agent.disabled.is_(False), Agent.password_hash.is_not(None))
        .order_by(Agent.name, Agent.id)
    )
    return (await session.execute(query)).scalars().all()


async def mentions_of(session: AsyncSession, agent_id: str) -> Sequence[tuple[Mention, LogRow]]:
    """The newest first, those not looked at before all others."""
    query = (
        select(Mention, LogRow)
        .join(LogRow, LogRow.id == Mention.note_id)
        .where(Mention.agent_id == agent_id)
        .order_by(Mention.read_at.is_not(None), Mention.at.desc())
        .limit(LISTED)
    )
    return [(row[0], row[1]) for row in (await session.execute(query)).all()]


async def count_unread(session: AsyncSession, agent_id: str) -> int:
    query = (
        select(func.count())
        .select_from(Mention)
        .where(Mention.agent_id == agent_id, Mention.read_at.is_(None))
    )
    return (await session.execute(query)).scalar_one()


async def mark_read(
    session: AsyncSession, *, agent_id: str, conversation_id: str, at: datetime
) -> bool:
    """Whether there was anything new to them."""
    read = await session.execute(
        update(Mention)
        .where(
            Mention.agent_id == agent_id,
            Mention.conversation_id == conversation_id,
            Mention.read_at.is_(None),
        )
        .values(read_at=at)
        .returning(Mention.id)
    )
    return bool(read.scalars().all())
