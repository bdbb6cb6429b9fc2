"""Publishes at the planned moment, also what became due while nothing ran."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.schedule.service import due_articles, publish_due
from rounds.running import make_rounds

EVERY_S: Final = 0.5


class PublishWorker:
    """`run` until cancelled; `look` once. `on_published` is called after each commit."""

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        reader: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
        on_published: Callable[[], None],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._clock = clock
        self._on_published = on_published

    async def run(self) -> None:
        await make_rounds(self.look, every_s=EVERY_S, failed="scheduled_publishing_failed")

    async def look(self) -> int:
        """How many articles went live."""
        async with self._reader() as session:
            due = await due_articles(session, self._clock())
        published = 0
        for key in due:
            async with self._writer.begin() as session:
                done = await publish_due(session, key=key, at=self._clock())
            published += done
            if done:
                self._on_published()
        return published
