"""Queries on pins."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.pins.models import ArticlePin


async def active_pins(session: AsyncSession) -> Sequence[ArticlePin]:
    query = (
        select(ArticlePin)
        .where(ArticlePin.undone_at.is_(None))
        .order_by(ArticlePin.created_at, ArticlePin.id)
    )
    return (await session.scalars(query)).all()


async def pins_of(session: AsyncSession, article_key: str, *, most: int) -> Sequence[ArticlePin]:
    """All that was decided about an article, the newest first, undone or not."""
    query = (
        select(ArticlePin)
        .where(ArticlePin.article_key == article_key)
        .order_by(ArticlePin.created_at.desc(), ArticlePin.id)
        .limit(most)
    )
    return (await session.scalars(query)).all()


async def active_pin(session: AsyncSession, *, article_key: str, folded: str) -> ArticlePin | None:
    query = select(ArticlePin).where(
        ArticlePin.article_key == article_key,
        ArticlePin.folded == folded,
        ArticlePin.undone_at.is_(None),
    )
    return (await session.scalars(query)).first()
