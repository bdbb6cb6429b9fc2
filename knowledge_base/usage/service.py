"""Counting how often articles are said and how often shoppers were not helped. Caller commits."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from knowledge_base.articles.models import Article, ArticleVersion, Tier
from knowledge_base.search.service import help_path
from knowledge_base.usage.models import ArticleUsage, UsageCursor
from knowledge_base.usage.schemas import Outcome, Said, Usage, Use

WINDOW: Final = dt.timedelta(days=90)
_CURSOR_ROW: Final = 1


async def counted_up_to(session: AsyncSession) -> int:
    query = select(UsageCursor.position).where(UsageCursor.id == _CURSOR_ROW)
    return await session.scalar(query) or 0


async def count_uses(session: AsyncSession, uses: Sequence[Use], *, since: int, up_to: int) -> bool:
    """Adds what lies in the log between two positions, once.

    False, and nothing is added, where another process has counted past `since`.
    """
    if not await _advance(session, since, up_to):
        return False
    keys = await _keys_of(session, {use.said for use in uses})
    counts: defaultdict[tuple[str, dt.date], Counter[Outcome]] = defaultdict(Counter)
    for use in uses:
        for key in keys.get(use.said, ()):
            counts[key, use.day][use.outcome] += 1
    for (key, day), counted in sorted(counts.items()):
        await _add(session, key, day, counted)
    return True


async def usage_of(
    session: AsyncSession, keys: Iterable[str], *, today: dt.date
) -> Mapping[str, Usage]:
    """Of articles that were never said nothing is given."""
    recent = ArticleUsage.day > today - WINDOW

    def lately(column: InstrumentedAttribute[int]) -> ColumnElement[int]:
        return func.sum(case((recent, column), else_=0))

    query = (
        select(
            ArticleUsage.article_key,
            lately(ArticleUsage.served),
            lately(ArticleUsage.liked),
            lately(ArticleUsage.disliked),
            func.max(case((ArticleUsage.served > 0, ArticleUsage.day))),
        )
        .where(ArticleUsage.article_key.in_(tuple(keys)))
        .group_by(ArticleUsage.article_key)
    )
    return {key: Usage(*counts) for key, *counts in await session.execute(query)}


async def _advance(session: AsyncSession, since: int, up_to: int) -> bool:
    if since == 0:
        with suppress(IntegrityError):
            async with session.begin_nested():
                session.add(UsageCursor(id=_CURSOR_ROW, position=0))
    moved = await session.execute(
        update(UsageCursor)
        .where(UsageCursor.id == _CURSOR_ROW, UsageCursor.position == since)
        .values(position=up_to)
        .returning(UsageCursor.id)
        .execution_options(synchronize_session=False)
    )
    return moved.first() is not None


async def _keys_of(session: AsyncSession, said: set[Said]) -> Mapping[Said, frozenset[str]]:
    """The articles of which some version reads as the source line did when it was said."""
    titles = {one.title for one in said if one.title is not None}
    authors = {one.author for one in said if one.title is None and one.author is not None}
    found: defaultdict[Said, set[str]] = defaultdict(set)
    columns = (
        Article.key, Article.id, Article.locale, ArticleVersion.title, ArticleVersion.url,
        ArticleVersion.author, ArticleVersion.date,
    )  # fmt: skip
    base = select(*columns).join(ArticleVersion, ArticleVersion.article_key == Article.key)
    if titles:
        rows = await session.execute(base.where(ArticleVersion.title.in_(titles)))
        for key, id_, locale, title, url, author, date in rows:
            spelt = date.isoformat() if date else None
            found[Said(title, url or help_path(id_, locale), author, spelt)].add(key)
    if authors:
        notes = base.where(
            ArticleVersion.tier == Tier.COMMUNITY.value, ArticleVersion.author.in_(authors)
        )
        for key, _, _, _, _, author, date in await session.execute(notes):
            found[Said(None, None, author, date.isoformat() if date else None)].add(key)
    return {one: frozenset(found[one]) for one in said if one in found}


async def _add(session: AsyncSession, key: str, day: dt.date, counted: Counter[Outcome]) -> None:
    row = await session.get(ArticleUsage, (key, day))
    if row is None:
        row = ArticleUsage(article_key=key, day=day, served=0, liked=0, disliked=0)
        session.add(row)
    row.served += counted[Outcome.SERVED]
    row.liked += counted[Outcome.LIKED]
    row.disliked += counted[Outcome.DISLIKED]
    await session.flush()
