"""Queries behind the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.callbacks.models import Callback
from conversations.contract import State
from conversations.models import Conversation


@dataclass(frozen=True)
class QueueFigures:
    waiting: int
    with_people: int
    waiting_since: datetime | None
    callbacks: int


async def queue_figures(session: AsyncSession) -> QueueFigures:
    def count(state: State) -> ColumnElement[int]:
        counted = select(func.count()).select_from(Conversation)
        return counted.where(Conversation.state == state.value).scalar_subquery()

    since = select(func.min(Conversation.queued_at)).where(Conversation.state == State.QUEUED.value)
    promised = select(func.count()).where(
        Callback.promised_at.is_not(None), Callback.done_at.is_(None)
    )
    query = select(
        count(State.QUEUED),
        count(State.HUMAN),
        since.scalar_subquery(),
        promised.scalar_subquery(),
    )
    return QueueFigures(*(await session.execute(query)).one())
