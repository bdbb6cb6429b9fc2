"""Pins as they are told and as the index holds them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar, Final

from knowledge_base.pins.models import ArticlePin, PinKind

MAX_QUESTION_CHARS: Final = 500
_FOLDED_CHARS: Final = 200
_NO_WORDS: Final = re.compile(r"[\W_]+")


class PinError(Exception):
    code: ClassVar[str] = "invalid"


class PinNotFoundError(PinError):
    code = "not_found"


class PinRefusedError(PinError):
    """What cannot be decided of this article; the text says why."""


@dataclass(frozen=True, slots=True)
class Pin:
    """`undone_by` None: it holds. Another decision on the same article and question undoes it."""

    id: str
    article_key: str
    question: str
    folded: str
    kind: PinKind
    author: str
    created_at: dt.datetime
    undone_at: dt.datetime | None
    undone_by: str | None

    @property
    def locale(self) -> str:
        return self.article_key.split(":", 1)[0]


def fold(question: str) -> str:
    """Letters and digits in lower case: what spelling and punctuation cannot tell apart."""
    plain = unicodedata.normalize("NFKC", question).casefold()
    return _NO_WORDS.sub(" ", plain).strip()[:_FOLDED_CHARS]


def pin_of(row: ArticlePin) -> Pin:
    return Pin(
        id=row.id,
        article_key=row.article_key,
        question=row.question,
        folded=row.folded,
        kind=PinKind(row.kind),
        author=row.author,
        created_at=row.created_at,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
