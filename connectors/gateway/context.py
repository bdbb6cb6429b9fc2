"""What the gateway is given by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.bus import Bus
from conversations.contract import HELLO_SECONDS, Code
from conversations.errors import ConversationError
from conversations.hours.service import OpeningTimes
from conversations.log.changes import RecentChanges
from conversations.presence import Presence


class NoIdentitiesError(ConversationError):
    code = Code.UNSUPPORTED

    def __init__(self) -> None:
        super().__init__("This shop has not set up signed identities.")


class IdentityRefusedError(ConversationError):
    """Not signed by the shop, too old, for another site: one answer."""

    code = Code.FORBIDDEN

    def __init__(self) -> None:
        super().__init__("This identity is not signed by the shop, or is no longer good.")


class Verifications(Protocol):
    """The customer that a conversation has proved to be; kept with the orders."""

    def customer_of(self, identity: str, *, site: str, now: datetime) -> str:
        """Whom the shop's signed identity names. Raises `NoIdentitiesError` and
        `IdentityRefusedError`."""
        ...

    async def is_anothers(
        self, session: AsyncSession, *, conversation: str, customer: str
    ) -> bool: ...

    async def identify(
        self, session: AsyncSession, *, conversation: str, customer: str, now: datetime
    ) -> None:
        """Nothing where the shop has no such customer yet."""
        ...

    async def verified_name(
        self, session: AsyncSession, *, conversation: str, now: datetime
    ) -> str | None: ...

    async def end(self, session: AsyncSession, *, conversation: str, now: datetime) -> None: ...


class PersonalData(Protocol):
    """Everything that is kept of a shopper, wherever it is kept."""

    async def export(self, shopper_id: str) -> str:
        """All of it as JSON."""
        ...

    async def erase(self, shopper_id: str) -> str:
        """Erase it, and give as JSON what went and what stays, and why. Raises
        `StillAnsweringError` when the bot is at work on a message of theirs for too long."""
        ...


@dataclass(frozen=True)
class GatewayTiming:
    """Seconds: until the hello, between looks at the log without a hint, and for one frame to be
    taken by the other end before it counts as a slow reader."""

    hello_s: float = HELLO_SECONDS
    heads_every_s: float = 5.0
    send_s: float = 20.0


@dataclass(frozen=True)
class GatewayContext:
    """`monotonic` measures durations in seconds, `clock` tells UTC time.

    `turn_owner` names the turn worker that runs in this process, if one does. Without
    `personal_data` nothing can be exported or erased here.
    """

    writer: async_sessionmaker[AsyncSession]
    reader: async_sessionmaker[AsyncSession]
    bus: Bus
    presence: Presence
    verifications: Verifications
    clock: Callable[[], datetime]
    monotonic: Callable[[], float]
    timing: GatewayTiming = GatewayTiming()
    turn_owner: str | None = None
    personal_data: PersonalData | None = None
    opening: OpeningTimes = field(init=False)
    changes: RecentChanges = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "opening", OpeningTimes(self.reader, self.monotonic))
        kept_s = self.timing.heads_every_s / 2
        object.__setattr__(self, "changes", RecentChanges(self.reader, self.clock, kept_s))
