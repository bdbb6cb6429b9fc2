"""Place in the queue, and how long people of late waited there."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Queue, State
from conversations.models import Conversation

WINDOW = timedelta(hours=24)
SAMPLE = 50
FEWEST = 3


async def queue_place(
    session: AsyncSession, *, conversation: Conversation, now: datetime
) -> Queue | None:
    """None when the conversation does not wait.

    `wait_s` is (median, 90th percentile) of the waits that ended in the last 24 hours, in
    seconds, and empty when fewer than three did: then nothing honest can be said.
    """
    if conversation.state != State.QUEUED.value or conversation.queued_at is None:
        return None
    ahead = await session.scalar(
        select(func.count())
        .select_from(Conversation)
        .where(
            Conversation.site == conversation.site,
            Conversation.state == State.QUEUED.value,
            or_(
                Conversation.queued_at < conversation.queued_at,
                (Conversation.queued_at == conversation.queued_at)
                & (Conversation.id < conversation.id),
            ),
        )
    )
    return Queue(position=(ahead or 0) + 1, wait_s=await _recent_waits(session, conversation, now))


async def _recent_waits(
    session: AsyncSession, conversation: Conversation, now: datetime
) -> tuple[int, ...]:
    query = (
        select(Conversation.queued_at, Conversation.claimed_at)
        .where(
            Conversation.site == conversation.site,
            Conversation.claimed_at > now - WINDOW,
            Conversation.queued_at.is_not(None),
            Conversation.claimed_at > Conversation.queued_at,
        )
        .order_by(Conversation.claimed_at.desc())
        .limit(SAMPLE)
    )
    waits = sorted(
        int((claimed - queued).total_seconds())
        for queued, claimed in (await session.execute(query)).all()
        if queued is not None and claimed is not None
    )
    if len(waits) < FEWEST:
        return ()
    return waits[len(waits) // 2], waits[min(len(waits) - 1, len(waits) * 9 // 10)]
