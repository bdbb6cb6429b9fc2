"""What was said is said otherwise, by a row of its own: the log loses nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Author, EditedBody, EventName
from conversations.log.service import append_row
from conversations.models import Conversation, LogRow
from conversations.wire import encode


async def append_edit(
    session: AsyncSession,
    *,
    conversation: Conversation,
    author: Author,
    of_seq: int,
    text: str,
    at: datetime,
) -> LogRow:
    """Append a `message.edited` row. Whether the message may be changed is for the caller."""
    return await append_row(
        session,
        conversation=conversation,
        event=EventName.MESSAGE_EDITED,
        author=author,
        body=encode(EditedBody(of_seq, text)),
        at=at,
    )


async def edited_texts(session: AsyncSession, conversation_id: str) -> Mapping[int, str]:
    """The last words of each message that was edited, by its `seq`."""
    rows = (await session.execute(_edits(conversation_id))).scalars()
    return {int(row.body["of_seq"]): str(row.body["text"]) for row in rows}


async def last_edit(session: AsyncSession, conversation_id: str, of_seq: int) -> LogRow | None:
    """How the message at `of_seq` was said last, None where it stands as it was posted."""
    query = _edits(conversation_id).where(LogRow.seq > of_seq)
    rows = (await session.execute(query)).scalars().all()
    return next((row for row in reversed(rows) if row.body["of_seq"] == of_seq), None)


async def edited_among(session: AsyncSession, rows: Collection[LogRow]) -> Mapping[str, str]:
    """How those of these messages that were edited are said now, by the row's id."""
    said = {(row.conversation_id, row.seq): row.id for row in rows}
    later = [
        and_(LogRow.conversation_id == row.conversation_id, LogRow.seq > row.seq) for row in rows
    ]
    if not later:
        return {}
    query = (
        select(LogRow)
        .where(or_(*later), LogRow.event == EventName.MESSAGE_EDITED.value)
        .order_by(LogRow.position)
    )
    edits = (await session.execute(query)).scalars()
    named = ((said.get((row.conversation_id, row.body["of_seq"])), row) for row in edits)
    return {row_id: str(row.body["text"]) for row_id, row in named if row_id is not None}


def _edits(conversation_id: str) -> Select[LogRow]:
    """Oldest first."""
    return (
        select(LogRow)
        .where(
            LogRow.conversation_id == conversation_id,
            LogRow.event == EventName.MESSAGE_EDITED.value,
        )
        .order_by(LogRow.seq)
    )
