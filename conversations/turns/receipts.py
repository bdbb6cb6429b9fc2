"""What was done in a conversation is told in it, whatever became of the turn that did it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Author, ReceiptBody, Role
from conversations.log.repository import row_by_cmid
from conversations.log.service import append_message
from conversations.models import Conversation

AUTHOR_KEY = "receipts"


class ReceiptSource(Protocol):
    async def __call__(
        self, session: AsyncSession, *, conversation: str, locale: str
    ) -> tuple[ReceiptBody, ...]:
        """The receipts of all that was done in this conversation, oldest first."""


async def no_receipts(
    session: AsyncSession, *, conversation: str, locale: str
) -> tuple[ReceiptBody, ...]:
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
    for body in found:
        told = await row_by_cmid(session, conversation.id, AUTHOR_KEY, body.receipt.id)
        if told is not None:
            continue  # by the turn before, perhaps in another language
        await append_message(
            session,
            conversation=conversation,
            author=Author(Role.SYSTEM),
            body=body,
            at=at,
            cmid=body.receipt.id,
            author_key=AUTHOR_KEY,
        )
