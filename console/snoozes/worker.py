"""Brings back what was put off, when its time has come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.signals import publish_conversation
from console.snoozes.service import due, wake_conversation
from conversations.availability import UNAVAILABLE
from conversations.bus import Bus

LOOK_S = 2.0

_log = structlog.get_logger(__name__)


class SnoozeWorker:
    """`run` until cancelled; `look` once. Several processes may look: each wakes once."""

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        reader: async_sessionmaker[AsyncSession],
        bus: Bus,
        clock: Callable[[], datetime],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._bus = bus
        self._clock = clock

    async def run(self) -> None:
        while True:
            try:
                await self.look()
            except UNAVAILABLE as error:
                _log.warning("snoozes_not_looked_at", error=type(error).__name__)
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        now = self._clock()
        async with self._reader() as session:
            ids = await due(session, now)
        for conversation_id in ids:
            async with self._writer.begin() as session:
                woken = await wake_conversation(session, conversation_id=conversation_id, at=now)
            if woken:
                publish_conversation(self._bus, conversation_id)
