"""What a search gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Stance(StrEnum):
    """Which way a buyer's words speak of a thing."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of one published article that answers best; a result has one per article.

    `text` is plain text of whole sentences, a list's items on lines of their own beginning with
    "- ". `score` runs from 0 to 1. `url` is the article's own, else its help page's path.
    `author` and `date` are the source's, and `verified_purchase` and `sponsored` what is known of
    that author, set for community notes. What the answer says holds to `valid_until`. `digest` is
    that of the whole article as it is live. `pinned`: an admin chose it for this question.
    """

    article_id: str
    title: str
    text: str
    score: float
    tier: str
    url: str
    locale: str
    author: str | None
    date: dt.date | None
    product_id: str | None
    verified_purchase: bool = False
    sponsored: bool = False
    valid_until: dt.datetime | None = None
    digest: str = ""
    pinned: bool = False

    @property
    def id(self) -> str:
        return self.article_id

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.article_id,
            "title": self.title,
            "text": self.text,
            "score": round(self.score, 4),
            "tier": self.tier,
            "url": self.url,
            "locale": self.locale,
            "author": self.author,
            "date": self.date.isoformat() if self.date else None,
            "product_id": self.product_id,
            "verified_purchase": self.verified_purchase,
            "sponsored": self.sponsored,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`passages` best first. Where `answered` is false none of them is good enough to say."""

    query: str
    passages: tuple[Passage, ...]
    answered: bool

    def as_json(self) -> dict[str, Any]:
        passages = [passage.as_json() for passage in self.passages]
        return {"query": self.query, "passages": passages, "answered": self.answered}
