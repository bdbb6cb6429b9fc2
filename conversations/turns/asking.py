"""What a shopper's message asks of the bot: its words, and its meaning where that is known."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Chosen, ChosenBody, FileBody, TextBody
from conversations.models import Conversation, LogRow, OfferedChoice
from conversations.turns.service import queue_turn

AskingBody = TextBody | ChosenBody | FileBody
# How a sent file reaches the bot: as a button would, since no typed text may mean it.
FILE_INTENT, FILE_ENTITY = "inform", "upload"


async def ask_bot(
    session: AsyncSession,
    *,
    conversation: Conversation,
    row: LogRow,
    body: AskingBody,
    choice: OfferedChoice | None,
    at: datetime,
    owner: str | None = None,
) -> None:
    """Let the bot answer the message in `row`; `choice` is what the pressed button means, `owner`
    as in `queue_turn`."""
    await queue_turn(
        session,
        conversation=conversation,
        cmid=row.cmid or row.id,
        seq=row.seq or 0,
        text=_words(body),
        chosen=_meaning(body, choice),
        owner=owner,
        at=at,
    )


def _words(body: AskingBody) -> str:
    if isinstance(body, FileBody):
        return body.caption or body.file.name
    return body.title if isinstance(body, ChosenBody) else body.text


def _meaning(body: AskingBody, choice: OfferedChoice | None) -> Chosen | None:
    """What the bot takes the message for; None for what it has to understand by itself."""
    if isinstance(body, FileBody):
        return Chosen(FILE_INTENT, {FILE_ENTITY: body.file.id})
    return Chosen(choice.intent, dict(choice.entities)) if choice else None
