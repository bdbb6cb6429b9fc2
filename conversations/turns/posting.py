"""The bot's messages into the log, their buttons turned into server-made choices."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.choices.service import offer_choices
from conversations.contract import (
    Author,
    ChoicesBody,
    MessageBody,
    Role,
    TextBody,
    TurnMessage,
)
from conversations.log.service import append_message
from conversations.models import Conversation

BOT = Author(Role.BOT)


async def post_messages(
    session: AsyncSession,
    *,
    conversation: Conversation,
    messages: tuple[TurnMessage, ...],
    at: datetime,
) -> None:
    for message in messages:
        for body in _bodies(session, conversation, message, at):
            await append_message(session, conversation=conversation, author=BOT, body=body, at=at)


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
