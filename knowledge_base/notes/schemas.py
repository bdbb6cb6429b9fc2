"""What the review shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from knowledge_base.notes.claims import Claim


@dataclass(frozen=True, slots=True)
class NoteToReview:
    """One text that waits. `notes` say it, `authors` are the first of those who sent it; `live`
    notes that shoppers get already say the same; `replaces` is what shoppers get of this note now.
    """

    key: str
    version: int
    locale: str
    title: str
    body: str
    questions: tuple[str, ...]
    author: str | None
    date: dt.date | None
    product_id: str | None
    url: str | None
    verified_purchase: bool
    sponsored: bool
    sent_at: dt.datetime
    sent_by: str
    claims: tuple[Claim, ...]
    notes: int
    authors: tuple[str, ...]
    live: int
    replaces: str | None
    held: bool


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """`texts` and `notes` count all that the filter lets through."""

    texts: int
    notes: int
    items: tuple[NoteToReview, ...]


class Outcome(StrEnum):
    DONE = "done"
    CHANGED = "changed"
    GONE = "gone"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A note at the version that was on the screen."""

    key: str
    version: int
