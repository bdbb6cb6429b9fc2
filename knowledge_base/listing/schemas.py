"""Which articles are asked for, and what a list shows of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge_base.articles.schemas import ArticleSummary
from knowledge_base.usage.schemas import Usage


class ListState(StrEnum):
    """States as an editor looks for them; `changed` is live with a newer draft."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    SCHEDULED = "scheduled"
    CHANGED = "changed"


class Attention(StrEnum):
    """What an article may need: its review is due, nobody ever got it, or it does not help."""

    STALE = "stale"
    NEVER_USED = "never_used"
    DISLIKED = "disliked"


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """What is None is not looked at. `text` is looked for in id, title and body, in any case."""

    text: str | None = None
    state: ListState | None = None
    locale: str | None = None
    tier: str | None = None
    tag: str | None = None
    owner: str | None = None
    attention: Attention | None = None


@dataclass(frozen=True, slots=True)
class ListedArticle:
    summary: ArticleSummary
    tags: Sequence[str]
    usage: Usage
    owner: str | None
    review_on: dt.date | None
    publish_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    total: int
    items: tuple[ListedArticle, ...]


@dataclass(frozen=True, slots=True)
class MatchedArticle:
    """As much as a deed over many needs to know of each."""

    key: str
    version: int
    title: str
