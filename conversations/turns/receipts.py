"""What was done in a conversation is told in it, whatever became of the turn that did it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.choices.service import offer_choices
from conversations.contract import Author, ReceiptBody, Role, TurnMessage
from conversations.log.repository import row_by_cmid
from conversations.log.service import append_message
from conversations.models import Conversation

AUTHOR_KEY = "receipts"


class ReceiptSource(Protocol):
    async def __call__(
        self, session: AsyncSession, *, conversation: str, locale: str
    ) -> tuple[TurnMessage, ...]:
        """The receipts of all that was done in this conversation, oldest first; what can still
        be undone comes with an offer of it."""


async def no_receipts(
    session: AsyncSession, *, conversation: str, locale: str
) -> tuple[TurnMessage, ...]:
    return ()


async def post_receipts(
    session: AsyncSession,
    *,
    conversation: Conversation,
    source: ReceiptSource,
    at: datetime,
) -> None:
    """By the system and not by the bot, so that they pass the fence; each once, by its id. One
    that was written after its own turn had ended is told with the next."""
    found = await source(session, conversation=conversation.id, locale=conversation.locale)
    for done in found:
        body = done.body
        if not isinstance(body, ReceiptBody):
            continue
        told = await row_by_cmid(session, conversation.id, AUTHOR_KEY, body.receipt.id)
        if told is not None:
            continue  # by the turn before, perhaps in another language
        undo = offer_choices(session, conversation_id=conversation.id, offers=done.offers, at=at)
        await append_message(
            session,
            conversation=conversation,
            author=Author(Role.SYSTEM),
            body=ReceiptBody(replace(body.receipt, undo=undo[0] if undo else None)),
            at=at,
            cmid=body.receipt.id,
            author_key=AUTHOR_KEY,
        )
