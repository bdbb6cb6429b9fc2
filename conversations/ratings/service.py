"""When a shopper is asked how it was: once at the end, and once more after a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Author, EventName, RatingRequestBody, Role
from conversations.log.service import append_message
from conversations.models import Conversation, LogRow

# Ends that are none for the shopper: an answer by mail is promised, nothing is kept, or it goes on
# in their other conversation.
DUPLICATE = "duplicate"
UNRATED = frozenset({"callback", "erased", DUPLICATE})
ANSWERERS = (Role.BOT.value, Role.AGENT.value)


async def ask_for_rating(
    session: AsyncSession, *, conversation: Conversation, at: datetime
) -> None:
    """Ask, unless it was asked before without, and again with, a person, or nobody has answered.

    The caller holds the conversation's row locked.
    """
    answered = await _last(session, conversation, EventName.MESSAGE_POSTED, *ANSWERERS)
    if answered is None:
        return
    asked = await _last_request(session, conversation)
    met = await _first_claim(session, conversation)
    if asked is not None and (met is None or asked > met):
        return
    await append_message(
        session,
        conversation=conversation,
        author=Author(Role.SYSTEM),
        body=RatingRequestBody(),
        at=at,
    )


async def _last(
    session: AsyncSession, conversation: Conversation, event: EventName, *roles: str
) -> int | None:
    return await session.scalar(
        select(func.max(LogRow.position)).where(
            LogRow.conversation_id == conversation.id,
            LogRow.event == event.value,
            LogRow.author_role.in_(roles),
        )
    )


async def _last_request(session: AsyncSession, conversation: Conversation) -> int | None:
    return await session.scalar(
        select(func.max(LogRow.position)).where(
            LogRow.conversation_id == conversation.id,
            LogRow.author_role == Role.SYSTEM.value,
            LogRow.body["kind"].as_string() == RatingRequestBody.kind,
        )
    )


async def _first_claim(session: AsyncSession, conversation: Conversation) -> int | None:
    return await session.scalar(
        select(func.min(LogRow.position)).where(
            LogRow.conversation_id == conversation.id, LogRow.event == EventName.CLAIMED.value
        )
    )
