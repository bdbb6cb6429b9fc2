"""Queries on the conversation log and on the conversations that own it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, LogRow

# Asked for each message that is sent, and therefore built once.
_BY_CMID = select(LogRow).where(
    LogRow.conversation_id == bindparam("conversation_id"),
    LogRow.author_key == bindparam("author_key"),
    LogRow.cmid == bindparam("cmid"),
)


async def conversation_by_id(session: AsyncSession, conversation_id: str) -> Conversation | None:
    return await session.get(Conversation, conversation_id)


async def lock_conversation(session: AsyncSession, conversation_id: str) -> Conversation | None:
    """The row, held until the transaction ends, so that `seq` and `version` stay dense."""
    query = select(Conversation).where(Conversation.id == conversation_id).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()


async def row_by_cmid(
    session: AsyncSession, conversation_id: str, author_key: str, cmid: str
) -> LogRow | None:
    sent = {"conversation_id": conversation_id, "author_key": author_key, "cmid": cmid}
    return (await session.execute(_BY_CMID, sent)).scalar_one_or_none()


async def public_rows_after(
    session: AsyncSession, conversation_id: str, seq: int, limit: int
) -> Sequence[LogRow]:
    """What the shopper may see past `seq`, oldest first."""
    query = (
        select(LogRow)
        .where(LogRow.conversation_id == conversation_id, LogRow.seq > seq)
        .order_by(LogRow.seq)
        .limit(limit)
    )
    return (await session.execute(query)).scalars().all()


async def last_public_rows(
    session: AsyncSession, conversation_id: str, limit: int
) -> Sequence[LogRow]:
    """The newest `limit` public rows, oldest first."""
    query = (
        select(LogRow)
        .where(LogRow.conversation_id == conversation_id, LogRow.seq.is_not(None))
        .order_by(LogRow.seq.desc())
        .limit(limit)
    )
    return list(reversed((await session.execute(query)).scalars().all()))


async def all_rows_after(
    session: AsyncSession, conversation_id: str, seq: int, aseq: int, limit: int
) -> Sequence[LogRow]:
    """Public rows past `seq` and agent-only rows past `aseq`, in the order they were written."""
    query = (
        select(LogRow)
        .where(
            LogRow.conversation_id == conversation_id,
            or_(LogRow.seq > seq, LogRow.aseq > aseq),
        )
        .order_by(LogRow.position)
        .limit(limit)
    )
    return (await session.execute(query)).scalars().all()


async def heads(session: AsyncSession, conversation_id: str) -> tuple[int, int]:
    """`(head_seq, head_aseq)`; (0, 0) for a conversation that is gone."""
    query = select(Conversation.head_seq, Conversation.head_aseq).where(
        Conversation.id == conversation_id
    )
    row = (await session.execute(query)).one_or_none()
    return (row[0], row[1]) if row else (0, 0)
