"""Which conversations changed lately: one look at the database for all sockets of a process.

Hints may be lost, so every socket looks every few seconds whether its conversation has grown.
That each of them asked the database was most of its work with a whole shift connected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.kept_look import KeptLook
from conversations.models import Conversation

LATELY = timedelta(minutes=2)
Heads = tuple[int, int]


class RecentChanges:
    """`kept_s` is how old an answer may be; far less than `LATELY`, so that nothing falls between
    two looks of a socket."""

    def __init__(
        self,
        reader: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
        kept_s: float,
    ) -> None:
        self._reader = reader
        self._clock = clock
        self._kept = KeptLook(self._look, kept_s)

    async def heads(self) -> Mapping[str, Heads]:
        """`(head_seq, head_aseq)` of what was written to in the last two minutes."""
        return await self._kept.answer()

    async def _look(self) -> Mapping[str, Heads]:
        query = select(Conversation.id, Conversation.head_seq, Conversation.head_aseq).where(
            Conversation.updated_at >= self._clock() - LATELY
        )
        async with self._reader() as session:
            return {row[0]: (row[1], row[2]) for row in (await session.execute(query)).all()}
