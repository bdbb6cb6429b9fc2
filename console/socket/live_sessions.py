"""Whose session still lives: one look at the database for all sockets of a process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.accounts.repository import live_session_ids
from conversations.kept_look import KeptLook


class LiveSessions:
    """`kept_s` is how old an answer may be."""

    def __init__(
        self,
        reader: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
        kept_s: float,
    ) -> None:
        self._reader = reader
        self._clock = clock
        self._kept = KeptLook(self._look, kept_s)

    async def ids(self) -> frozenset[str]:
        return await self._kept.answer()

    async def _look(self) -> frozenset[str]:
        async with self._reader() as session:
            return await live_session_ids(session, self._clock())
