"""What a shopper wrote to a person who handed the conversation back without having answered it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import ChosenBody, EventName, FileBody, Role, TextBody
from conversations.log.repository import public_rows_after
from conversations.models import Conversation, LogRow, OfferedChoice
from conversations.turns.asking import AskingBody, ask_bot
from conversations.turns.fallback import PERSON_INTENT
from conversations.turns.repository import tried_seqs
from conversations.wire import decode_body

# Somebody who wrote a story in many lines wants one answer, to how it ended.
AT_MOST = 3
ROWS = 200


async def queue_unanswered(
    session: AsyncSession, *, conversation: Conversation, after_seq: int, at: datetime
) -> int:
    """Let the bot answer what the shopper wrote past `after_seq`; how many messages that is.

    Only the last few, and none that the bot began to answer once: what it did then is done.
    """
    rows = await public_rows_after(session, conversation.id, after_seq, ROWS)
    tried = await tried_seqs(session, conversation.id, after_seq)
    asked = [
        (row, body) for row in rows if row.seq not in tried and (body := _asking(row)) is not None
    ]
    queued = 0
    for row, body in asked[-AT_MOST:]:
        choice = None
        if isinstance(body, ChosenBody):
            choice = await session.get(OfferedChoice, body.choice_id)
        if choice is not None and choice.intent == PERSON_INTENT:
            continue
        await ask_bot(session, conversation=conversation, row=row, body=body, choice=choice, at=at)
        queued += 1
    return queued


def _asking(row: LogRow) -> AskingBody | None:
    if row.event != EventName.MESSAGE_POSTED.value or row.author_role != Role.SHOPPER.value:
        return None
    body = decode_body(row.body)
    return body if isinstance(body, TextBody | ChosenBody | FileBody) else None
