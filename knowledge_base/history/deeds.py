"""Noting what was done with an article, in the transaction that does it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.history.models import ArticleDeed


class Deed(StrEnum):
    PUBLISHED = "published"
    ARCHIVED = "archived"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    RETURNED = "returned"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    OWNED = "owned"
    REVIEW_SET = "review_set"


def note_deed(
    session: AsyncSession,
    key: str,
    deed: Deed,
    *,
    by: str,
    at: dt.datetime,
    detail: str = "",
    version: int | None = None,
) -> None:
    """`detail` is what the deed gave: the tag, the moment, the version that was returned to."""
    session.add(
        ArticleDeed(article_key=key, at=at, by=by, deed=deed.value, detail=detail, version=version)
    )
