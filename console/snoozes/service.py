"""Putting a conversation off: out of its agent's list until a time, or until the shopper writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.sessions import SignedIn
from console.errors import ConsoleError
from console.inbox.access import NotAssigneeError, has_conversation, locked_conversation
from conversations.contract import Author, EventName, Role
from conversations.log.frames import wire_time
from conversations.log.service import append_agent_row
from conversations.models import Conversation

WOKEN_AT_ONCE = 200


class SnoozeInvalidError(ConsoleError):
    def __init__(self) -> None:
        said = "until: must be in the future, and within a year."
        super().__init__(said, reason="snooze_time")


async def snooze_conversation(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    until: datetime | None,
    at: datetime,
) -> Conversation:
    """None brings it back now. Raises `ConversationNotFoundError`, `NotAssigneeError`,
    `SnoozeInvalidError`."""
    conversation = await locked_conversation(session, conversation_id)
    if not has_conversation(conversation, agent.agent_id):
        raise NotAssigneeError(conversation)
    if until is not None and not 0 < (until - at).total_seconds() <= 366 * 86_400:
        raise SnoozeInvalidError
    await _put_off(session, conversation, until, Author(Role.AGENT, agent.name), at)
    return conversation


async def due(session: AsyncSession, at: datetime) -> Sequence[str]:
    query = (
        select(Conversation.id)
        .where(Conversation.snoozed_until <= at)
        .order_by(Conversation.snoozed_until)
        .limit(WOKEN_AT_ONCE)
    )
    return (await session.execute(query)).scalars().all()


async def wake_conversation(session: AsyncSession, *, conversation_id: str, at: datetime) -> bool:
    """False where somebody was faster, or it was put off further."""
    conversation = await locked_conversation(session, conversation_id)
    if conversation.snoozed_until is None or conversation.snoozed_until > at:
        return False
    await _put_off(session, conversation, None, Author(Role.SYSTEM), at)
    return True


async def _put_off(
    session: AsyncSession,
    conversation: Conversation,
    until: datetime | None,
    author: Author,
    at: datetime,
) -> None:
    conversation.snoozed_until = until
    await append_agent_row(
        session,
        conversation=conversation,
        event=EventName.SNOOZED,
        author=author,
        body={"until": None if until is None else wire_time(until)},
        at=at,
    )
