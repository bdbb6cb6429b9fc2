"""The list of articles as an editor looks for them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles.locales import normalise_locale
from knowledge_base.articles.schemas import summary_of
from knowledge_base.listing import repository
from knowledge_base.listing.schemas import (
    ArticleFilter,
    ArticlePage,
    ListedArticle,
    MatchedArticle,
)
from knowledge_base.management.service import tags_of
from knowledge_base.usage.schemas import Usage
from knowledge_base.usage.service import usage_of

MOST_AT_ONCE: Final = 10_000


async def list_articles(
    session: AsyncSession,
    wanted: ArticleFilter,
    *,
    at: dt.datetime,
    limit: int = 50,
    offset: int = 0,
) -> ArticlePage:
    """One page, last touched first, and how many there are in all."""
    today, spelt = at.astimezone(dt.UTC).date(), _spelt(wanted)
    total = await repository.count(session, spelt, today)
    rows = await repository.page(session, spelt, today, limit=limit, offset=offset)
    keys = [article.key for article, _ in rows]
    tags = await tags_of(session, keys)
    usage = await usage_of(session, keys, today=today)
    return ArticlePage(
        total,
        tuple(
            ListedArticle(
                summary=summary_of(article, newest),
                tags=tuple(tags.get(article.key, ())),
                usage=usage.get(article.key, Usage()),
                owner=article.owner,
                review_on=article.review_on,
                publish_at=article.publish_at,
            )
            for article, newest in rows
        ),
    )


async def matching_articles(
    session: AsyncSession, wanted: ArticleFilter, *, at: dt.datetime
) -> tuple[MatchedArticle, ...]:
    """All that match, up to 10,000, for a deed over many."""
    today = at.astimezone(dt.UTC).date()
    return await repository.matching(session, _spelt(wanted), today, limit=MOST_AT_ONCE)


def _spelt(wanted: ArticleFilter) -> ArticleFilter:
    locale = normalise_locale(wanted.locale) or wanted.locale if wanted.locale else None
    tag = " ".join(wanted.tag.split()).lower() if wanted.tag else None
    return dataclasses.replace(wanted, locale=locale, tag=tag)
