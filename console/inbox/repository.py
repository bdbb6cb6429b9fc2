"""Queries behind one conversation: its rows, and how far an agent has read."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.models import ReadMark
from conversations.models import LogRow


async def newest_rows(session: AsyncSession, conversation_id: str, limit: int) -> Sequence[LogRow]:
    """Public and agent-only rows together, in the order they were written."""
    query = (
        select(LogRow)
        .where(LogRow.conversation_id == conversation_id)
        .order_by(LogRow.position.desc())
        .limit(limit)
    )
    return list(reversed((await session.execute(query)).scalars().all()))


async def advance_read_mark(
    session: AsyncSession, *, agent_id: str, conversation_id: str, seq: int
) -> None:
    """Never back. The conversation's row is locked, so that two tabs do not make two marks."""
    mark = await session.get(ReadMark, (agent_id, conversation_id))
    if mark is None:
        session.add(ReadMark(agent_id=agent_id, conversation_id=conversation_id, seq=seq))
    else:
        mark.seq = max(mark.seq, seq)
