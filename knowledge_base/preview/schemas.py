"""What an edit would change, as an admin reads it before publishing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FlipKind(StrEnum):
    """How the answer to a question would change."""

    GAINED = "gained"
    """Not answered now, answered then."""
    LOST = "lost"
    """Answered now, not then."""
    TAKEN = "taken"
    """This article would answer in the place of another."""
    GIVEN = "given"
    """Another article would answer in the place of this one."""
    SHIFTED = "shifted"
    """Another article in the place of another."""
    REWORDED = "reworded"
    """This article still answers, with other words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to be asked with and without the edit. `times` is how often shoppers asked it of
    late, 0 for one of the article's own."""

    text: str
    locale: str
    product_id: str | None = None
    times: int = 0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot would say: the passage of an article."""

    key: str
    title: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Flip:
    question: Asked
    kind: FlipKind
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that the article says it answers and would not; `after` is what is said then."""

    question: str
    after: Answer | None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A text of this article that another one has too. `part` is `question` or `passage`."""

    key: str
    title: str
    part: str
    yours: str
    theirs: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences on the same thing with other numbers or dates. `is_new`: not in the text that
    is live now. `yours_says` and `theirs_says` are the spots that differ."""

    key: str
    title: str
    yours: str
    theirs: str
    yours_says: tuple[str, ...]
    theirs_says: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """`asked` questions of shoppers and `own` ones of the article were tried; `stay` of them keep
    their answer."""

    asked: int
    own: int
    stay: int
    flips: tuple[Flip, ...]
    missed: tuple[Missed, ...]
    duplicates: tuple[Duplicate, ...]
    contradictions: tuple[Contradiction, ...]
    milliseconds: int
