"""Queries of the routing: who waits, and which claims had no answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import State
from conversations.models import Conversation
from conversations.queue.models import Handling


async def waiting(session: AsyncSession, limit: int) -> Sequence[Conversation]:
    """The longest wait first."""
    query = (
        select(Conversation)
        .where(Conversation.state == State.QUEUED.value)
        .order_by(Conversation.queued_at, Conversation.id)
        .limit(limit)
    )
    return (await session.execute(query)).scalars().all()


async def unanswered_since(session: AsyncSession, before: datetime) -> list[str]:
    """Conversations that were claimed before then, without a word of a person since."""
    query = (
        select(Handling.conversation_id)
        .where(
            Handling.ended_at.is_(None),
            Handling.answered_at.is_(None),
            Handling.claimed_at <= before,
        )
        .order_by(Handling.claimed_at)
    )
    return list((await session.execute(query)).scalars())
