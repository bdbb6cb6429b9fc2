"""Who has gone counts as here for a while, unless they have signed out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.accounts.sessions import SignedIn, session_of_id
from console.signals import account_topic
from conversations.availability import UNAVAILABLE
from conversations.bus import Bus, Subscription
from conversations.presence import Presence


class Lingering:
    """A page that is loaded anew is no absence, so a socket that has gone lingers for `lasts_s`."""

    def __init__(
        self,
        *,
        reader: async_sessionmaker[AsyncSession],
        bus: Bus,
        presence: Presence,
        clock: Callable[[], datetime],
        lasts_s: float,
    ) -> None:
        self._reader = reader
        self._bus = bus
        self._presence = presence
        self._clock = clock
        self._lasts_s = lasts_s
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, agent: SignedIn) -> None:
        """One of their sockets has gone; returns at once."""
        if self._lasts_s <= 0:
            self._presence.leave(agent.agent_id)
            return
        task = asyncio.create_task(self._linger(agent))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _linger(self, agent: SignedIn) -> None:
        try:
            # Subscribed before the first look, so that no sign-out falls between the two.
            topic = account_topic(agent.agent_id)
            with self._bus.subscribe([topic]) as hints, suppress(TimeoutError):
                async with asyncio.timeout(self._lasts_s):
                    await self._signed_out(agent, hints)
        finally:
            self._presence.leave(agent.agent_id)

    async def _signed_out(self, agent: SignedIn, hints: Subscription) -> None:
        while await self._may_stay(agent):
            await hints.next()

    async def _may_stay(self, agent: SignedIn) -> bool:
        # While the database is away nobody can have signed out.
        with suppress(*UNAVAILABLE):
            async with self._reader() as session:
                found = await session_of_id(session, agent.session_id, self._clock())
                return found is not None
        return True
