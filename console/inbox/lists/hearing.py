"""What shoppers said last, for the mood in a conversation's row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.inbox.mood import LOOKED_AT, Heard
from console.inbox.previews import preview
from conversations.contract import EventName, Role
from conversations.models import Conversation, LogRow


async def heard_lately(
    session: AsyncSession, ids: Collection[str]
) -> Mapping[str, Sequence[Heard]]:
    """By conversation, oldest first."""
    query = (
        select(LogRow.conversation_id, LogRow.seq, LogRow.body)
        .join(Conversation, Conversation.id == LogRow.conversation_id)
        .where(
            LogRow.conversation_id.in_(ids),
            LogRow.seq > Conversation.head_seq - LOOKED_AT,
            LogRow.event == EventName.MESSAGE_POSTED.value,
            LogRow.author_role == Role.SHOPPER.value,
        )
        .order_by(LogRow.seq)
    )
    intents = await _intents(session, ids)
    heard: defaultdict[str, list[Heard]] = defaultdict(list)
    for conversation_id, seq, body in (await session.execute(query)).all():
        heard[conversation_id].append(Heard(preview(body), intents.get((conversation_id, seq))))
    return heard


async def _intents(session: AsyncSession, ids: Collection[str]) -> dict[tuple[str, int], str]:
    """Without the rest of what the bot understood, which may be long."""
    query = (
        select(
            LogRow.conversation_id,
            LogRow.body["seq"].as_integer(),
            LogRow.body["intent"].as_string(),
        )
        .join(Conversation, Conversation.id == LogRow.conversation_id)
        .where(
            LogRow.conversation_id.in_(ids),
            LogRow.aseq > Conversation.head_aseq - LOOKED_AT,
            LogRow.event == EventName.TURN_UNDERSTOOD.value,
        )
        .order_by(LogRow.aseq)
    )
    rows = (await session.execute(query)).all()
    return {(row[0], row[1]): row[2] for row in rows if row[1] is not None and row[2]}
