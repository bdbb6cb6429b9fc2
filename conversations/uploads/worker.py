"""Removes what was sent and never said: hourly, in each process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.availability import UNAVAILABLE
from conversations.uploads.service import remove_unattached

EVERY_S = 3_600.0

log = structlog.get_logger(__name__)


class UploadCleaner:
    """Runs until cancelled."""

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._pause = pause

    async def run(self) -> None:
        while True:
            try:
                await self.clean()
            except UNAVAILABLE:
                log.warning("uploads_not_cleaned")
            await self._pause(EVERY_S)

    async def clean(self) -> int:
        """In small transactions, since others wait to write."""
        removed = 0
        while True:
            async with self._writer.begin() as session:
                some = await remove_unattached(session, at=self._clock())
            removed += some
            if some == 0:
                return removed
