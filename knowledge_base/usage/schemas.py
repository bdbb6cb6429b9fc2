"""What is counted of articles, and how an answer names the article that it came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    SERVED = "served"
    LIKED = "liked"
    DISLIKED = "disliked"


@dataclass(frozen=True, slots=True)
class Said:
    """An article as an answer named it: title and address of its source line, and for a quoted
    note, which has neither, author and date alone."""

    title: str | None
    url: str | None
    author: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Use:
    """What became of one thing that was said, on a day."""

    said: Said
    outcome: Outcome
    day: dt.date


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts of the last 90 days, and the day on which the article was last said, whenever."""

    served: int = 0
    liked: int = 0
    disliked: int = 0
    last_on: dt.date | None = None
