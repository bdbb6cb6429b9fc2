"""Queries behind the inbox's lists."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Customer, Verification
from console.inbox.lists.filters import ListFilter, Place, conditions, in_view, order_of, past
from console.models import ReadMark
from conversations.contract import EventName, Role
from conversations.log.edits import edited_among
from conversations.models import Conversation, LogRow, Shopper


@dataclass(frozen=True)
class Listed:
    """A conversation with what else its row says; `last` is what somebody said last, `edited` how
    it is said now where its author has changed it."""

    conversation: Conversation
    shopper_name: str | None
    verified_name: str | None
    last: LogRow | None
    edited: str | None
    said_seq: int


async def list_conversations(
    session: AsyncSession, wanted: ListFilter, *, agent_id: str, limit: int, after: Place | None
) -> Sequence[Conversation]:
    query = (
        select(Conversation)
        .where(*conditions(wanted, agent_id))
        .order_by(*order_of(wanted.view))
        .limit(limit)
    )
    if after is not None:
        query = query.where(past(wanted.view, after))
    return (await session.execute(query)).scalars().all()


async def conversations_by_id(
    session: AsyncSession, ids: Collection[str]
) -> Sequence[Conversation]:
    query = select(Conversation).where(Conversation.id.in_(ids))
    return (await session.execute(query)).scalars().all()


async def with_rows(
    session: AsyncSession, conversations: Sequence[Conversation], now: datetime
) -> list[Listed]:
    """The same conversations, in their order, each with what its row says."""
    ids = [one.id for one in conversations]
    query = (
        select(Conversation.id, Shopper.name, _last_row_id(), _said_seq())
        .join(Shopper, Shopper.id == Conversation.shopper_id)
        .where(Conversation.id.in_(ids))
    )
    beside = {row[0]: row for row in (await session.execute(query)).all()}
    last_ids = [row[2] for row in beside.values() if row[2] is not None]
    rows = await session.execute(select(LogRow).where(LogRow.id.in_(last_ids)))
    lasts = {row.id: row for row in rows.scalars()}
    by_agents = [row for row in lasts.values() if row.author_role == Role.AGENT.value]
    edited = await edited_among(session, by_agents)
    names = await _verified_names(session, ids, now)
    return [
        Listed(
            conversation=one,
            shopper_name=beside[one.id][1],
            verified_name=names.get(one.id),
            last=lasts.get(beside[one.id][2] or ""),
            edited=edited.get(beside[one.id][2] or ""),
            said_seq=beside[one.id][3] or 0,
        )
        for one in conversations
    ]


async def unread_by_id(
    session: AsyncSession, agent_id: str, ids: Collection[str]
) -> dict[str, int]:
    query = select(Conversation.id, _unread(agent_id)).where(Conversation.id.in_(ids))
    return {row[0]: row[1] for row in await session.execute(query)}


async def count_views(session: AsyncSession, agent_id: str) -> dict[str, int]:
    views = ("queued", "mine", "team", "all")
    counts = [
        select(func.count()).select_from(Conversation).where(in_view(view, agent_id))
        for view in views
    ]
    row = (await session.execute(select(*(count.scalar_subquery() for count in counts)))).one()
    return dict(zip(views, row, strict=True))


async def changed_since(
    session: AsyncSession, since: datetime | None, most: int
) -> list[tuple[str, datetime]]:
    """The conversations written to after `since`, newest first."""
    query = (
        select(Conversation.id, Conversation.updated_at)
        .order_by(Conversation.updated_at.desc())
        .limit(most)
    )
    if since is not None:
        query = query.where(Conversation.updated_at > since)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def _verified_names(
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


def _last_row_id() -> ColumnElement[str | None]:
    return (
        select(LogRow.id)
        .where(
            LogRow.conversation_id == Conversation.id,
            LogRow.seq.is_not(None),
            LogRow.event == EventName.MESSAGE_POSTED.value,
            LogRow.author_role != Role.SYSTEM.value,
        )
        .order_by(LogRow.seq.desc())
        .limit(1)
        .correlate(Conversation)
        .scalar_subquery()
    )


def _said_seq() -> ColumnElement[int | None]:
    return (
        select(LogRow.seq)
        .where(
            LogRow.conversation_id == Conversation.id,
            LogRow.seq.is_not(None),
            LogRow.event == EventName.MESSAGE_POSTED.value,
            LogRow.author_role == Role.SHOPPER.value,
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
