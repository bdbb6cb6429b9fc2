"""Nobody is there: an address is asked for in the chat, and an answer by mail is promised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.callbacks.models import Callback
from conversations.callbacks.words import ask_text, promise_text
from conversations.contract import Author, EventName, Role, State, TextBody
from conversations.identifiers import new_id
from conversations.log.service import append_message
from conversations.models import Conversation, LogRow
from conversations.states.service import close_conversation

SHOP = Author(Role.SYSTEM)
CLOSED_FOR = "callback"
LOOKED_AT = 10
_ADDRESS = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")


async def ask_address(
    session: AsyncSession, conversation: Conversation, *, at: datetime, opens_at: datetime | None
) -> bool:
    """Once for each wait. False when it was asked already or the conversation does not wait.

    Who left an address since they wait, quicker than they could be asked, is promised an answer.
    """
    if State(conversation.state) is not State.QUEUED or conversation.queued_at is None:
        return False
    query = select(Callback.id).where(
        Callback.conversation_id == conversation.id, Callback.asked_at >= conversation.queued_at
    )
    if (await session.execute(query)).first() is not None:
        return False
    callback = Callback(id=new_id(), conversation_id=conversation.id, asked_at=at)
    session.add(callback)
    given = await _given_meanwhile(session, conversation)
    if given is not None:
        await _promise(session, conversation, callback, address=given, at=at)
        return True
    await append_message(
        session,
        conversation=conversation,
        author=SHOP,
        body=TextBody(ask_text(conversation.locale, opens_at)),
        at=at,
    )
    return True


async def take_address(
    session: AsyncSession, conversation: Conversation, *, text: str, at: datetime
) -> bool:
    """True when the shopper's message was the address that they were asked for.

    The wait then ends with a promise: the conversation is closed and listed for the next shift.
    """
    found = _ADDRESS.search(text)
    if found is None or State(conversation.state) is not State.QUEUED:
        return False
    query = select(Callback).where(
        Callback.conversation_id == conversation.id,
        Callback.promised_at.is_(None),
        Callback.done_at.is_(None),
        Callback.asked_at >= conversation.queued_at,
    )
    callback = (await session.execute(query)).scalars().first()
    if callback is None:
        return False
    await _promise(session, conversation, callback, address=found.group(), at=at)
    return True


async def promised_callbacks(
    session: AsyncSession, *, limit: int
) -> Sequence[tuple[Callback, Conversation]]:
    """Those still to be done, the oldest promise first."""
    query = (
        select(Callback, Conversation)
        .join(Conversation, Conversation.id == Callback.conversation_id)
        .where(Callback.promised_at.is_not(None), Callback.done_at.is_(None))
        .order_by(Callback.promised_at, Callback.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in (await session.execute(query)).all()]


async def finish_callback(
    session: AsyncSession, callback_id: str, *, by: str, at: datetime
) -> bool:
    """True for the one caller who finished it."""
    query = select(Callback).where(Callback.id == callback_id).with_for_update()
    callback = (await session.execute(query)).scalar_one_or_none()
    if callback is None or callback.promised_at is None or callback.done_at is not None:
        return False
    callback.done_at, callback.done_by = at, by
    return True


async def _given_meanwhile(session: AsyncSession, conversation: Conversation) -> str | None:
    query = (
        select(LogRow.body)
        .where(
            LogRow.conversation_id == conversation.id,
            LogRow.event == EventName.MESSAGE_POSTED.value,
            LogRow.author_role == Role.SHOPPER.value,
            LogRow.at >= conversation.queued_at,
        )
        .order_by(LogRow.position.desc())
        .limit(LOOKED_AT)
    )
    for body in (await session.execute(query)).scalars():
        if found := _ADDRESS.search(str(body.get("text", ""))):
            return found.group()
    return None


async def _promise(
    session: AsyncSession,
    conversation: Conversation,
    callback: Callback,
    *,
    address: str,
    at: datetime,
) -> None:
    callback.address, callback.promised_at = address, at
    await append_message(
        session,
        conversation=conversation,
        author=SHOP,
        body=TextBody(promise_text(conversation.locale, address)),
        at=at,
    )
    await close_conversation(
        session, conversation_id=conversation.id, version=None, at=at, reason=CLOSED_FOR
    )
