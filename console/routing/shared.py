"""Who is here, told to the other processes on this database and learned from them.

Each process writes a row for everybody whose sockets it has, and says every few seconds that it
still lives; rows that nobody renews stop counting, so that a killed process takes its people along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.routing.models import AgentHere
from conversations.identifiers import new_id
from conversations.presence import Presence

BEAT = timedelta(seconds=5)
COUNTS_FOR = timedelta(seconds=15)
FORGOTTEN_AFTER = timedelta(minutes=10)

LastActive = Mapping[str, datetime]


class SharedShift:
    """`tell` before what others have is asked for, so that two who begin together find each other.

    Clocks of the processes may differ by less than `COUNTS_FOR` minus `BEAT`.
    """

    def __init__(
        self,
        writer: async_sessionmaker[AsyncSession],
        presence: Presence,
        clock: Callable[[], datetime],
    ) -> None:
        self._writer = writer
        self._presence = presence
        self._clock = clock
        self._process = new_id()
        self._told: LastActive = {}
        self._told_at: datetime | None = None

    async def tell(self) -> None:
        """Nothing is written where nobody is here, or nobody came or went since the last beat."""
        now, here = self._clock(), self._presence.here
        if here.keys() == self._told.keys() and (not here or self._lately(now)):
            return
        async with self._writer.begin() as session:
            await _write(session, self._process, here, now)
        self._told, self._told_at = here, now

    async def elsewhere(self, session: AsyncSession) -> LastActive:
        """Whom other processes have here, and when each was last active there."""
        query = select(AgentHere.agent_id, AgentHere.active_at).where(
            AgentHere.process_id != self._process,
            AgentHere.seen_at > self._clock() - COUNTS_FOR,
        )
        found: dict[str, datetime] = {}
        for agent_id, active_at in (await session.execute(query)).all():
            found[agent_id] = max(found.get(agent_id, active_at), active_at)
        return found

    def _lately(self, now: datetime) -> bool:
        return self._told_at is not None and now - self._told_at < BEAT


async def _write(session: AsyncSession, process: str, here: LastActive, now: datetime) -> None:
    await session.execute(delete(AgentHere).where(AgentHere.seen_at < now - FORGOTTEN_AFTER))
    query = select(AgentHere).where(AgentHere.process_id == process)
    known = {row.agent_id: row for row in (await session.execute(query)).scalars()}
    for agent_id, row in known.items():
        if agent_id not in here:
            await session.delete(row)
    for agent_id, active_at in here.items():
        row = known.get(agent_id) or AgentHere(process_id=process, agent_id=agent_id)
        row.active_at, row.seen_at = active_at, now
        session.add(row)
