"""Publishes at the planned moment, also what became due while nothing ran."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.schedule.service import due_articles, publish_due

EVERY_S: Final = 0.5

_log = structlog.get_logger(__name__)


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
        while True:
            try:
                await self.look()
            except Exception as error:
                # The plan is in the database: it is looked at again in the next round.
                _log.warning("scheduled_publishing_failed", error=type(error).__name__)
            await asyncio.sleep(EVERY_S)

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
