"""The bot's messages into the log, their buttons turned into server-made choices."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.choices.service import offer_choices
from conversations.contract import (
    Author,
    ChoicesBody,
    MessageBody,
    Role,
    TextBody,
    ToldFact,
    TurnMessage,
)
from conversations.log.service import append_message
from conversations.models import Conversation

BOT = Author(Role.BOT)

KeepTold = Callable[[AsyncSession, str, int, tuple[ToldFact, ...], datetime], Awaitable[None]]
"""Remembers the facts that message `seq` of a conversation rests on, in the same transaction."""


async def keep_nothing(
    session: AsyncSession, conversation: str, seq: int, facts: tuple[ToldFact, ...], at: datetime
) -> None:
    """Where nothing that was said is recalled."""


async def post_messages(
    session: AsyncSession,
    *,
    conversation: Conversation,
    messages: tuple[TurnMessage, ...],
    at: datetime,
    keep_told: KeepTold = keep_nothing,
) -> None:
    for message in messages:
        for place, body in enumerate(_bodies(session, conversation, message, at)):
            said = await append_message(
                session, conversation=conversation, author=BOT, body=body, at=at
            )
            if message.facts and place == 0 and said.row.seq is not None:
                await keep_told(session, conversation.id, said.row.seq, message.facts, at)


def _bodies(
    session: AsyncSession, conversation: Conversation, message: TurnMessage, at: datetime
) -> tuple[MessageBody, ...]:
    if not message.offers:
        return (message.body,)
    choices = offer_choices(session, conversation_id=conversation.id, offers=message.offers, at=at)
    if isinstance(message.body, TextBody):
        return (ChoicesBody(message.body.text, choices, message.body.sources),)
    # Only text carries buttons; below a card they stand in a message of their own.
    return (message.body, ChoicesBody("", choices))
