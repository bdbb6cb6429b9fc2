"""Opening hours as admins write them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field

from console.schemas import Body, Instant
from conversations.hours.schedule import minutes


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is no time zone such as Europe/Berlin") from None
    return name


def _wall(text: str) -> str:
    minutes(text)
    return text


def _in_order(day: list[tuple[str, str]]) -> list[tuple[str, str]]:
    spans = sorted((minutes(start), minutes(end)) for start, end in day)
    if any(start >= end for start, end in spans):
        raise ValueError("a span must end after it begins")
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise ValueError("spans of a day must not overlap")
    return sorted(day)


Zone = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]
Wall = Annotated[str, Field(pattern=r"^\d\d:\d\d$"), AfterValidator(_wall)]
Day = Annotated[list[tuple[Wall, Wall]], Field(max_length=6), AfterValidator(_in_order)]


class HoursBody(Body):
    """`weekly` is seven days from Monday; a day without spans is closed."""

    time_zone: Zone
    weekly: Annotated[list[Day], Field(min_length=7, max_length=7)]
    holidays: Annotated[list[date], Field(max_length=400, default_factory=list)]


class ChangeHoursBody(Body):
    """None is always open."""

    hours: HoursBody | None


class SiteHours(BaseModel):
    """`opens_at` is the next opening, None while open or when none is planned."""

    site: str
    name: str
    hours: HoursBody | None
    open: bool
    opens_at: Instant | None


class HoursAnswer(BaseModel):
    items: list[SiteHours]
