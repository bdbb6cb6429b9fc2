"""Where this process's turns go: read from the database at most once a second."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from connectors.serving_bot.repository import serving_address

# Whoever moves the row leaves the former bot running for longer than this.
KNOWN_S = 1.0


class ServingAddress:
    """`configured` is the bot's base URL as long as the installation has no row of its own."""

    def __init__(
        self,
        *,
        reader: async_sessionmaker[AsyncSession],
        installation: str,
        configured: str,
        monotonic: Callable[[], float],
    ) -> None:
        self._reader = reader
        self._installation = installation
        self._configured = configured.rstrip("/")
        self._monotonic = monotonic
        self._known = self._configured
        self._read_at: float | None = None

    async def __call__(self) -> str:
        """The base URL, without a slash at the end. Raises what the database raises."""
        now = self._monotonic()
        if self._read_at is None or now - self._read_at > KNOWN_S:
            async with self._reader() as session:
                address = await serving_address(session, self._installation)
            self._known = address or self._configured
            self._read_at = now
        return self._known

    def doubt(self) -> None:
        """No bot answered there: the next call reads the row again, whenever it comes."""
        self._read_at = None
