"""Keeps facts of conversations that have been quiet, so that the report is one query."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.report.repository import Grown, Place, grown_facts, keep
from rounds.running import make_rounds

EVERY_S: Final = 10.0
QUIET: Final = timedelta(minutes=1)
"""What is written to more often is read from its log until it rests."""
OVERLAP: Final = timedelta(minutes=5)
"""Transactions commit in another order than their clocks were read."""
AT_ONCE: Final = 200


class FactsKeeper:
    """`run` until cancelled; `look` once, in small transactions, since others wait to write.

    The first look of a process goes through all conversations, later ones through what has changed.
    """

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
        self._looked_until: datetime | None = None

    async def run(self) -> None:
        await make_rounds(self.look, every_s=EVERY_S, failed="report_facts_not_kept")

    async def look(self) -> None:
        until = self._clock() - QUIET
        after = (self._looked_until - OVERLAP, "") if self._looked_until else None
        while found := await self._grown(after, until):
            with contextlib.suppress(IntegrityError):
                # Another process may keep the same at this moment, and what it keeps is as true;
                # what is then not kept is read from its log.
                async with self._writer.begin() as session:
                    await keep(session, found)
            after = found[-1].place
        self._looked_until = until

    async def _grown(self, after: Place | None, until: datetime) -> list[Grown]:
        async with self._reader() as session:
            return await grown_facts(session, after=after, until=until, limit=AT_ONCE)
