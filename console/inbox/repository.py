"""Queries behind the inbox: lists, counts, whole conversations, read marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Customer, Verification
from console.models import ReadMark
from conversations.contract import EventName, Role, State
from conversations.models import Conversation, LogRow, Shopper


@dataclass(frozen=True)
class ListedConversation:
    conversation: Conversation
    shopper_name: str | None
    last_row_id: str | None
    unread: int


def in_view(view: str, agent_id: str) -> ColumnElement[bool]:
    """Which conversations a view lists. Opened and never written in are in none."""
    written = Conversation.head_seq > 0
    if view == "queued":
        return Conversation.state == State.QUEUED.value
    if view == "mine":
        held = (Conversation.state == State.HUMAN.value) & (Conversation.assignee_id == agent_id)
        return held & Conversation.snoozed_until.is_(None)
    if view == "closed":
        return (Conversation.state == State.CLOSED.value) & written
    return (Conversation.state != State.CLOSED.value) & written


async def list_conversations(
    session: AsyncSession, *, view: str, agent_id: str, limit: int, offset: int
) -> Sequence[ListedConversation]:
    """The queue with the longest wait first, everything else with the latest change first."""
    order = Conversation.queued_at.asc() if view == "queued" else Conversation.updated_at.desc()
    query = (
        select(Conversation, Shopper.name, _last_row_id(), _unread(agent_id))
        .join(Shopper, Shopper.id == Conversation.shopper_id)
        .where(in_view(view, agent_id))
        .order_by(order, Conversation.id)
        .limit(limit)
        .offset(offset)
    )
    rows = (await session.execute(query)).all()
    return [ListedConversation(row[0], row[1], row[2], row[3]) for row in rows]


async def count_views(session: AsyncSession, agent_id: str) -> dict[str, int]:
    views = ("queued", "mine", "all")
    counts = [
        select(func.count()).select_from(Conversation).where(in_view(view, agent_id))
        for view in views
    ]
    row = (await session.execute(select(*(count.scalar_subquery() for count in counts)))).one()
    return dict(zip(views, row, strict=True))


async def rows_by_id(session: AsyncSession, ids: Collection[str]) -> dict[str, LogRow]:
    rows = await session.execute(select(LogRow).where(LogRow.id.in_(ids)))
    return {row.id: row for row in rows.scalars()}


async def verified_names(
    session: AsyncSession, conversations: Collection[str], now: datetime
) -> dict[str, str]:
    """Names of the customers whom these conversations have verified, by conversation."""
    query = (
        select(Verification.conversation, Customer.first_name, Customer.last_name)
        .join(Customer, Customer.id == Verification.customer_id)
        .where(Verification.conversation.in_(conversations), Verification.expires_at > now)
    )
    rows = await session.execute(query)
    return {row[0]: f"{row[1]} {row[2]}".strip() for row in rows}


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


async def lists_mark(session: AsyncSession) -> datetime | None:
    """When any conversation was last written to, for who may have missed the hint."""
    return await session.scalar(select(func.max(Conversation.updated_at)))


def _last_row_id() -> ColumnElement[str | None]:
    return (
        select(LogRow.id)
        .where(
            LogRow.conversation_id == Conversation.id,
            LogRow.seq.is_not(None),
            LogRow.event == EventName.MESSAGE_POSTED.value,
        )
        .order_by(LogRow.seq.desc())
        .limit(1)
        .correlate(Conversation)
        .scalar_subquery()
    )


def _unread(agent_id: str) -> ColumnElement[int]:
    read = (
        select(ReadMark.seq)
        .where(ReadMark.agent_id == agent_id, ReadMark.conversation_id == Conversation.id)
        .correlate(Conversation)
        .scalar_subquery()
    )
    return (
        select(func.count())
        .select_from(LogRow)
        .where(
            LogRow.conversation_id == Conversation.id,
            LogRow.seq > func.coalesce(read, 0),
            LogRow.event == EventName.MESSAGE_POSTED.value,
            LogRow.author_role == Role.SHOPPER.value,
        )
        .correlate(Conversation)
        .scalar_subquery()
    )
