"""Counts from the conversations' log how often each article was said and how it was taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.models import LogRow
from knowledge_base.usage.schemas import Use
from knowledge_base.usage.service import count_uses, counted_up_to
from rounds.running import make_rounds
from shopbell.usage.reading import FOLLOWED, is_verdict, uses_of

EVERY_S: Final = 5.0
SETTLED: Final = timedelta(seconds=5)
"""A row this old has no older one still to be committed by another process."""
_ROWS_AT_ONCE: Final = 1_000


class UsageWorker:
    """`run` until cancelled; `look` until everything settled is counted."""

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        reader: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._clock = clock

    async def run(self) -> None:
        await make_rounds(self.look, every_s=EVERY_S, failed="usage_not_counted")

    async def look(self) -> None:
        while await self._count_next():
            pass

    async def _count_next(self) -> bool:
        """Whether there was something to count."""
        async with self._reader() as session:
            since = await counted_up_to(session)
            rows = await _rows_after(session, since, settled=self._clock() - SETTLED)
            uses = [use for row in rows for use in await _uses(session, row)]
        if not rows:
            return False
        async with self._writer.begin() as session:
            return await count_uses(session, uses, since=since, up_to=rows[-1].position)


async def _rows_after(
    session: AsyncSession, position: int, *, settled: datetime
) -> Sequence[LogRow]:
    first_unsettled = (
        select(func.min(LogRow.position))
        .where(LogRow.position > position, LogRow.at > settled)
        .scalar_subquery()
    )
    query = (
        select(LogRow)
        .where(
            LogRow.position > position,
            LogRow.position < func.coalesce(first_unsettled, 2**62),
        )
        .order_by(LogRow.position)
        .limit(_ROWS_AT_ONCE)
    )
    return (await session.scalars(query)).all()


async def _uses(session: AsyncSession, row: LogRow) -> list[Use]:
    before: Sequence[LogRow] = ()
    if is_verdict(row):
        query = (
            select(LogRow)
            .where(LogRow.conversation_id == row.conversation_id, LogRow.position < row.position)
            .order_by(LogRow.position.desc())
            .limit(FOLLOWED)
        )
        before = (await session.scalars(query)).all()
    return list(uses_of(row, before))
