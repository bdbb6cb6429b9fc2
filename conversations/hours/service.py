"""Opening hours of the sites, read at most every few seconds however many ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.contract import Presence
from conversations.hours.schedule import OpeningHours, read_hours
from conversations.log.frames import wire_time
from conversations.models import Site

KEPT_S = 2.0


class OpeningTimes:
    """`load` before anything is asked; what is asked is of the last load."""

    def __init__(
        self, reader: async_sessionmaker[AsyncSession], monotonic: Callable[[], float]
    ) -> None:
        self._reader = reader
        self._monotonic = monotonic
        self._hours: dict[str, OpeningHours | None] = {}
        self._loaded_at: float | None = None

    async def load(self) -> None:
        now = self._monotonic()
        if self._loaded_at is not None and now - self._loaded_at < KEPT_S:
            return
        self._loaded_at = now
        async with self._reader() as session:
            rows = (await session.execute(select(Site.key, Site.hours))).all()
        self._hours = {key: read_hours(stored) for key, stored in rows}

    def is_open(self, site: str, at: datetime) -> bool:
        hours = self._hours.get(site)
        return hours is None or hours.is_open(at)

    def opens_at(self, site: str, at: datetime) -> datetime | None:
        """None while open, and when no opening is planned."""
        hours = self._hours.get(site)
        return None if hours is None or hours.is_open(at) else hours.opens_at(at)

    def local_opening(self, site: str, at: datetime) -> datetime | None:
        """`opens_at` on the shop's own clock."""
        hours, opens_at = self._hours.get(site), self.opens_at(site, at)
        return opens_at.astimezone(ZoneInfo(hours.time_zone)) if hours and opens_at else None

    def presence(self, site: str, at: datetime, *, agents_online: bool) -> Presence:
        """What a shopper of this site may be told of who is there."""
        opens_at = self.opens_at(site, at)
        return Presence(
            agents_online=agents_online,
            open=self.is_open(site, at),
            opens_at=wire_time(opens_at) if opens_at else None,
        )
