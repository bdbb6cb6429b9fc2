"""Queries on the conversations of one shopper."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Verification
from conversations.contract import EventName, Role
from conversations.models import Conversation, LogRow

LISTED = 50


async def conversations_of(
    session: AsyncSession, conversation: Conversation, customer: str | None
) -> Sequence[Conversation]:
    """Others that were written in from the same browser, and those that have proved to be of the
    same customer; the newest first."""
    same = Conversation.shopper_id == conversation.shopper_id
    if customer is not None:
        proved = select(Verification.conversation).where(Verification.customer_id == customer)
        same = or_(same, Conversation.id.in_(proved))
    query = (
        select(Conversation)
        .where(same, Conversation.id != conversation.id, Conversation.head_seq > 0)
        .order_by(Conversation.updated_at.desc(), Conversation.id)
        .limit(LISTED)
    )
    return (await session.execute(query)).scalars().all()


async def last_messages(session: AsyncSession, ids: Collection[str]) -> dict[str, LogRow]:
    """The shopper's last message of each."""
    newest = (
        select(func.max(LogRow.position))
        .where(
            LogRow.conversation_id.in_(ids),
            LogRow.event == EventName.MESSAGE_POSTED.value,
            LogRow.author_role == Role.SHOPPER.value,
        )
        .group_by(LogRow.conversation_id)
    )
    rows = await session.execute(select(LogRow).where(LogRow.position.in_(newest)))
    return {row.conversation_id: row for row in rows.scalars()}
