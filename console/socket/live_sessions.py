"""Whose session still lives: one look at the database for all sockets of a process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.accounts.repository import live_session_ids


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
        self._kept_s = kept_s
        self._lock = asyncio.Lock()
        self._looked_at = float("-inf")
        self._ids: frozenset[str] = frozenset()

    async def ids(self) -> frozenset[str]:
        async with self._lock:
            now = asyncio.get_running_loop().time()
            if now - self._looked_at >= self._kept_s:
                async with self._reader() as session:
                    self._ids = await live_session_ids(session, self._clock())
                self._looked_at = now
            return self._ids
