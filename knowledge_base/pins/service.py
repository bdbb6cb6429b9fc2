"""Deciding for a question which article answers it, and taking that back.

Each change raises the knowledge revision, so that every process heeds it within a second. The
caller commits, and wakes the index then.
"""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles.models import Tier
from knowledge_base.articles.repository import raise_knowledge_revision
from knowledge_base.articles.service import article_detail
from knowledge_base.pins import repository
from knowledge_base.pins.models import ArticlePin, PinKind
from knowledge_base.pins.schemas import (
    MAX_QUESTION_CHARS,
    Pin,
    PinNotFoundError,
    PinRefusedError,
    fold,
    pin_of,
)

_SHOWN_PER_ARTICLE = 100


async def decide_pin(
    session: AsyncSession,
    *,
    article_key: str,
    question: str,
    kind: PinKind,
    author: str,
    at: dt.datetime,
) -> Pin:
    """Holds until it is undone, also when the article is edited.

    A buyer's note may be held back but not pinned: it never stands before the shop's own word.
    Raises `ArticleNotFoundError` and `PinRefusedError`.
    """
    asked = " ".join(question.split())
    folded = fold(asked)
    if not folded or len(asked) > MAX_QUESTION_CHARS:
        raise PinRefusedError(
            f"the question must have words, at most {MAX_QUESTION_CHARS} characters"
        )
    article = await article_detail(session, article_key)
    shown = article.live or article.content
    if kind is PinKind.PIN and shown.tier is Tier.COMMUNITY:
        raise PinRefusedError("a buyer's note cannot be pinned before the shop's own word")
    await raise_knowledge_revision(session)
    known = await repository.active_pin(session, article_key=article_key, folded=folded)
    if known is not None:
        if known.kind == kind.value:
            return pin_of(known)
        known.undone_at, known.undone_by = at, author
    row = ArticlePin(
        id=uuid.uuid4().hex,
        article_key=article_key,
        question=asked,
        folded=folded,
        kind=kind.value,
        author=author,
        created_at=at,
        undone_at=None,
        undone_by=None,
    )
    session.add(row)
    await session.flush()
    return pin_of(row)


async def undo_pin(session: AsyncSession, pin_id: str, *, by: str, at: dt.datetime) -> Pin:
    """Raises `PinNotFoundError`. What is undone already stays as it is."""
    row = await session.get(ArticlePin, pin_id)
    if row is None:
        raise PinNotFoundError(pin_id)
    if row.undone_at is None:
        await raise_knowledge_revision(session)
        row.undone_at, row.undone_by = at, by
    return pin_of(row)


async def article_pins(session: AsyncSession, article_key: str) -> tuple[Pin, ...]:
    """All that was decided about an article, the newest first, undone or not."""
    rows = await repository.pins_of(session, article_key, most=_SHOWN_PER_ARTICLE)
    return tuple(pin_of(row) for row in rows)
