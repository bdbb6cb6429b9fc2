"""The queries of the article list. Nothing here decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from knowledge_base.articles.models import Article, ArticleState, ArticleVersion
from knowledge_base.listing.schemas import ArticleFilter, Attention, ListState, MatchedArticle
from knowledge_base.management.models import ArticleTag
from knowledge_base.usage.models import ArticleUsage
from knowledge_base.usage.service import WINDOW

FEWEST_DISLIKES = 3
DISLIKED_OF_SERVED = 5
"""Often disliked: at least three times, and at least each fifth time that it was said."""

_Ts = TypeVarTuple("_Ts")
Newest = aliased(ArticleVersion)
_JOINED = and_(Newest.article_key == Article.key, Newest.number == Article.version)


async def count(session: AsyncSession, wanted: ArticleFilter, today: dt.date) -> int:
    return await session.scalar(_filtered(select(func.count()), wanted, today)) or 0


async def page(
    session: AsyncSession, wanted: ArticleFilter, today: dt.date, *, limit: int, offset: int
) -> Sequence[tuple[Article, ArticleVersion]]:
    """Last touched first, each with its newest text."""
    query = (
        _filtered(select(Article, Newest), wanted, today)
        .order_by(Article.updated_at.desc(), Article.key)
        .limit(limit)
        .offset(offset)
    )
    return [(article, version) for article, version in await session.execute(query)]


async def matching(
    session: AsyncSession, wanted: ArticleFilter, today: dt.date, *, limit: int
) -> tuple[MatchedArticle, ...]:
    query = (
        _filtered(select(Article.key, Article.version, Newest.title), wanted, today)
        .order_by(Article.updated_at.desc(), Article.key)
        .limit(limit)
    )
    return tuple(MatchedArticle(*row) for row in await session.execute(query))


def _filtered(query: Select[*_Ts], wanted: ArticleFilter, today: dt.date) -> Select[*_Ts]:
    conditions = list(_conditions(wanted, today))
    return query.select_from(Article).join(Newest, _JOINED).where(*conditions)


def _conditions(wanted: ArticleFilter, today: dt.date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text:
        like = f"%{_escaped(wanted.text.lower())}%"
        columns = (Article.id, Newest.title, Newest.body)
        found.append(or_(*(func.lower(column).like(like, escape="\\") for column in columns)))
    if wanted.state:
        found.append(_state(wanted.state))
    if wanted.locale:
        found.append(Article.locale == wanted.locale)
    if wanted.tier:
        found.append(Newest.tier == wanted.tier)
    if wanted.tag:
        tagged = select(ArticleTag.article_key).where(ArticleTag.tag == wanted.tag)
        found.append(Article.key.in_(tagged))
    if wanted.owner:
        found.append(Article.owner == wanted.owner)
    if wanted.attention:
        found.append(_attention(wanted.attention, today))
    return found


def _state(state: ListState) -> ColumnElement[bool]:
    if state is ListState.SCHEDULED:
        return Article.publish_at.is_not(None)
    if state is ListState.CHANGED:
        return and_(
            Article.state == ArticleState.PUBLISHED.value, Article.version != Article.live_version
        )
    return Article.state == state.value


def _attention(attention: Attention, today: dt.date) -> ColumnElement[bool]:
    if attention is Attention.STALE:
        return and_(Article.review_on <= today, Article.state != ArticleState.ARCHIVED.value)
    if attention is Attention.NEVER_USED:
        said = exists().where(ArticleUsage.article_key == Article.key, ArticleUsage.served > 0)
        return and_(Article.state == ArticleState.PUBLISHED.value, ~said)
    disliked, served = func.sum(ArticleUsage.disliked), func.sum(ArticleUsage.served)
    often = (
        select(ArticleUsage.article_key)
        .where(ArticleUsage.day > today - WINDOW)
        .group_by(ArticleUsage.article_key)
        .having(disliked >= FEWEST_DISLIKES, disliked * DISLIKED_OF_SERVED >= served)
    )
    return Article.key.in_(often)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
