"""Which agents have a console open, in whichever process, and whether they take conversations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from conversations.bus import PRESENCE, Bus

USUAL_CAPACITY = 4


class Availability(StrEnum):
    """Only who is online is given conversations and counts for shoppers."""

    ONLINE = "online"
    AWAY = "away"
    OFF = "off"


@dataclass(frozen=True)
class PresentAgent:
    """`chosen` is what they say they are; `idle` makes them away until they do something.

    `sockets` are those of this process, `elsewhere` is that another process has some.
    """

    id: str
    name: str
    chosen: Availability = Availability.ONLINE
    capacity: int = USUAL_CAPACITY
    teams: frozenset[str] = frozenset()
    sockets: int = 0
    elsewhere: bool = False
    active_at: datetime | None = None
    idle: bool = False

    @property
    def state(self) -> Availability:
        if self.chosen is Availability.ONLINE and self.idle:
            return Availability.AWAY
        return self.chosen


class Presence:
    """Keeps who is here and publishes a hint whenever that looks different."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._present: dict[str, PresentAgent] = {}
        self._shown: tuple[tuple[str, str, str], ...] | None = None

    def arrive(
        self,
        agent_id: str,
        name: str,
        *,
        at: datetime | None = None,
        chosen: Availability = Availability.ONLINE,
        capacity: int = USUAL_CAPACITY,
        teams: frozenset[str] = frozenset(),
    ) -> None:
        known = self._present.get(agent_id)
        self._keep(
            PresentAgent(
                id=agent_id,
                name=name,
                chosen=chosen,
                capacity=capacity,
                teams=teams,
                sockets=known.sockets + 1 if known else 1,
                elsewhere=known is not None and known.elsewhere,
                active_at=at,
            )
        )

    def leave(self, agent_id: str) -> None:
        """One of their sockets has gone; with the last one anywhere they are off."""
        known = self._present.get(agent_id)
        if known is not None and known.sockets:
            self._keep_or_drop(replace(known, sockets=known.sockets - 1))

    def touch(self, agent_id: str, at: datetime) -> None:
        """They did something at their screen."""
        if known := self._present.get(agent_id):
            self._keep(replace(known, active_at=at, idle=False))

    def choose(self, agent_id: str, chosen: Availability, at: datetime) -> None:
        if known := self._present.get(agent_id):
            self._keep(replace(known, chosen=chosen, active_at=at, idle=False))

    def change(self, stored: PresentAgent) -> None:
        """What an admin, or they themselves in another process, may have changed meanwhile."""
        if known := self._present.get(stored.id):
            self._keep(
                replace(
                    known,
                    name=stored.name,
                    chosen=stored.chosen,
                    capacity=stored.capacity,
                    teams=stored.teams,
                )
            )

    def hear(self, others: Iterable[PresentAgent]) -> None:
        """`others` are all whom other processes have here, with when they were active there."""
        by_id = {other.id: other for other in others}
        for known in tuple(self._present.values()):
            if known.elsewhere and known.id not in by_id:
                self._keep_or_drop(replace(known, elsewhere=False))
        for other in by_id.values():
            known_here = self._present.get(other.id)
            self._keep(_together(known_here, other) if known_here else other)

    def rest(self, now: datetime, after: timedelta) -> None:
        """Everybody who has done nothing for so long is away."""
        for known in tuple(self._present.values()):
            if known.active_at is not None and now - known.active_at >= after:
                self._keep(replace(known, idle=True))

    @property
    def here(self) -> dict[str, datetime]:
        """Who has a socket of this process open, and when each was last active."""
        return {
            agent.id: agent.active_at
            for agent in self._present.values()
            if agent.sockets and agent.active_at is not None
        }

    @property
    def agents_online(self) -> bool:
        return any(agent.state is Availability.ONLINE for agent in self._present.values())

    @property
    def on_shift(self) -> tuple[PresentAgent, ...]:
        """Who takes conversations now."""
        return tuple(agent for agent in self.present if agent.state is Availability.ONLINE)

    @property
    def present(self) -> tuple[PresentAgent, ...]:
        """Everyone with a console open, by name."""
        return tuple(sorted(self._present.values(), key=lambda agent: (agent.name, agent.id)))

    @property
    def agents(self) -> tuple[tuple[str, str], ...]:
        """`(agent id, name)` of everyone with a console open, by name."""
        return tuple((agent.id, agent.name) for agent in self.present)

    @property
    def shown(self) -> tuple[tuple[str, str, str], ...]:
        """`(agent id, name, state)` of everyone with a console open, made once for each change."""
        if self._shown is None:
            self._shown = tuple((one.id, one.name, one.state.value) for one in self.present)
        return self._shown

    def _keep(self, agent: PresentAgent) -> None:
        before = self._present.get(agent.id)
        self._present[agent.id] = agent
        if before is None or _shown(before) != _shown(agent):
            self._publish()

    def _keep_or_drop(self, agent: PresentAgent) -> None:
        if agent.sockets or agent.elsewhere:
            self._keep(agent)
        else:
            del self._present[agent.id]
            self._publish()

    def _publish(self) -> None:
        self._shown = None
        self._bus.publish(PRESENCE, {"agents_online": self.agents_online})


def _shown(agent: PresentAgent) -> PresentAgent:
    """Without what makes no difference to anybody who looks."""
    return replace(agent, active_at=None, sockets=0, elsewhere=False)


def _together(here: PresentAgent, other: PresentAgent) -> PresentAgent:
    """Whoever does something in one of their windows is not idle in any."""
    newer = other.active_at is not None and (
        here.active_at is None or other.active_at > here.active_at
    )
    if not newer:
        return replace(here, elsewhere=True)
    return replace(here, elsewhere=True, active_at=other.active_at, idle=False)
