"""Removes what was sent and never said: hourly, in each process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.uploads.service import remove_unattached
from rounds.running import make_rounds

EVERY_S = 3_600.0


class UploadCleaner:
    """Runs until cancelled."""

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
    ) -> None:
        self._writer = writer
        self._clock = clock

    async def run(self) -> None:
        await make_rounds(self.clean, every_s=EVERY_S, failed="uploads_not_cleaned")

    async def clean(self) -> int:
        """In small transactions, since others wait to write."""
        removed = 0
        while True:
            async with self._writer.begin() as session:
                some = await remove_unattached(session, at=self._clock())
            removed += some
            if some == 0:
                return removed
