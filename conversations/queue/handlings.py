"""Keeping what people do with conversations, for estimates, deadlines and the report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import State
from conversations.identifiers import new_id
from conversations.models import Conversation
from conversations.queue.models import Handling

EXPIRED = "expired"
ENDINGS = {State.CLOSED: "closed", State.BOT: "released", State.QUEUED: "transferred"}


async def begin_handling(
    session: AsyncSession, conversation: Conversation, *, before: State, at: datetime
) -> None:
    """Its assignee has it from now on. Straight from the bot the shopper has not waited."""
    waited = before is State.QUEUED and conversation.queued_at is not None
    session.add(
        Handling(
            id=new_id(),
            conversation_id=conversation.id,
            site=conversation.site,
            team_id=conversation.team_id,
            agent_id=conversation.assignee_id or "",
            asked_at=conversation.queued_at if waited else at,
            claimed_at=at,
        )
    )


async def note_answer(session: AsyncSession, conversation_id: str, at: datetime) -> None:
    """An agent has said or done something that the shopper sees: the first time counts."""
    await session.execute(
        update(Handling)
        .where(
            Handling.conversation_id == conversation_id,
            Handling.ended_at.is_(None),
            Handling.answered_at.is_(None),
        )
        .values(answered_at=at)
        .execution_options(synchronize_session=False)
    )


async def end_handling(
    session: AsyncSession, conversation_id: str, *, ending: str, at: datetime
) -> None:
    await session.execute(
        update(Handling)
        .where(Handling.conversation_id == conversation_id, Handling.ended_at.is_(None))
        .values(ended_at=at, ending=ending)
        .execution_options(synchronize_session=False)
    )


async def open_handling(session: AsyncSession, conversation_id: str) -> Handling | None:
    query = select(Handling).where(
        Handling.conversation_id == conversation_id, Handling.ended_at.is_(None)
    )
    return (await session.execute(query)).scalars().first()
