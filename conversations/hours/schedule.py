"""When people of a shop are there to answer: weekly hours in a time zone, less the holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DAYS_AHEAD = 60
MIDNIGHT = "24:00"


@dataclass(frozen=True)
class OpeningHours:
    """`weekly` has seven days from Monday, each with spans of wall time as minutes of the day."""

    time_zone: str
    weekly: tuple[tuple[tuple[int, int], ...], ...]
    holidays: frozenset[date] = frozenset()

    def is_open(self, at: datetime) -> bool:
        local = at.astimezone(ZoneInfo(self.time_zone))
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self._spans(local.date()))

    def opens_at(self, at: datetime) -> datetime | None:
        """The next beginning of a span after `at`, in UTC; None when none comes in 60 days."""
        zone = ZoneInfo(self.time_zone)
        today = at.astimezone(zone).date()
        for ahead in range(DAYS_AHEAD):
            day = today + timedelta(days=ahead)
            for start, _ in self._spans(day):
                wall = time(start // 60, start % 60)
                opening = datetime.combine(day, wall, zone).astimezone(UTC)
                if opening > at:
                    return opening
        return None

    def _spans(self, day: date) -> tuple[tuple[int, int], ...]:
        return () if day in self.holidays else self.weekly[day.weekday()]


def read_hours(stored: Mapping[str, Any] | None) -> OpeningHours | None:
    """Hours as a site keeps them; None is always open."""
    if stored is None:
        return None
    weekly = tuple(
        tuple(sorted((minutes(start), minutes(end)) for start, end in day))
        for day in stored["weekly"]
    )
    holidays = frozenset(date.fromisoformat(day) for day in stored["holidays"])
    return OpeningHours(stored["time_zone"], weekly, holidays)


def minutes(wall: str) -> int:
    """`HH:MM` as minutes of the day, `24:00` for its end. Raises ValueError for anything else."""
    if wall == MIDNIGHT:
        return 24 * 60
    parsed = time.fromisoformat(wall)
    if len(wall) != len("HH:MM"):
        raise ValueError("must be HH:MM")
    return parsed.hour * 60 + parsed.minute
