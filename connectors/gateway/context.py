"""What the gateway is given by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.bus import Bus
from conversations.presence import Presence


class Verifications(Protocol):
    """The customer that a conversation has proved to be; kept with the orders."""

    async def verified_name(
        self, session: AsyncSession, *, conversation: str, now: datetime
    ) -> str | None: ...

    async def end(self, session: AsyncSession, *, conversation: str, now: datetime) -> None: ...


@dataclass(frozen=True)
class GatewayContext:
    """`monotonic` measures durations in seconds, `clock` tells UTC time."""

    writer: async_sessionmaker[AsyncSession]
    reader: async_sessionmaker[AsyncSession]
    bus: Bus
    presence: Presence
    verifications: Verifications
    clock: Callable[[], datetime]
    monotonic: Callable[[], float]
