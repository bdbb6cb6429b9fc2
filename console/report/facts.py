"""What the report knows of one conversation, and which conversations it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Facts:
    """`asked_person_at` and `person_at` are of the first handoff; `sign` is the last one given.

    `sign` is True for settled, False for a bad rating, None for silence.
    """

    id: str
    started_at: datetime
    locale: str
    team_id: str | None
    state: str
    topic: str
    first_answer_at: datetime | None = None
    asked_person_at: datetime | None = None
    person_at: datetime | None = None
    reasons: list[str] = field(default_factory=list)
    rating: int | None = None
    sign: bool | None = None

    @property
    def with_person(self) -> bool:
        return self.asked_person_at is not None


@dataclass(frozen=True)
class Scope:
    """From and before which moment conversations began, and which of them."""

    since: datetime
    before: datetime
    team_id: str | None = None
    language: str | None = None
