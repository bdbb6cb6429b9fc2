"""Brings back what was put off, when its time has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.signals import publish_conversation
from console.snoozes.service import due, wake_conversation
from conversations.bus import Bus
from rounds.running import make_rounds

LOOK_S = 2.0


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
        await make_rounds(self.look, every_s=LOOK_S, failed="snoozes_not_looked_at")

    async def look(self) -> None:
        now = self._clock()
        async with self._reader() as session:
            ids = await due(session, now)
        for conversation_id in ids:
            async with self._writer.begin() as session:
                woken = await wake_conversation(session, conversation_id=conversation_id, at=now)
            if woken:
                publish_conversation(self._bus, conversation_id)
