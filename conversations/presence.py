"""Which agents have a console open, in this process."""

from __future__ import annotations

from collections import Counter

from conversations.bus import PRESENCE, Bus


class Presence:
    """Counts open consoles per agent and publishes a hint whenever someone comes or goes."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._open: Counter[tuple[str, str]] = Counter()

    def arrive(self, agent_id: str, name: str) -> None:
        self._open[(agent_id, name)] += 1
        self._bus.publish(PRESENCE, {"agents_online": True})

    def leave(self, agent_id: str, name: str) -> None:
        self._open[(agent_id, name)] -= 1
        if self._open[(agent_id, name)] <= 0:
            del self._open[(agent_id, name)]
        self._bus.publish(PRESENCE, {"agents_online": self.agents_online})

    @property
    def agents_online(self) -> bool:
        return bool(self._open)

    @property
    def agents(self) -> tuple[tuple[str, str], ...]:
        """`(agent id, name)` of everyone present, by name."""
        return tuple(sorted(self._open, key=lambda agent: agent[1]))
