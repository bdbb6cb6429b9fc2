"""Answers of the article list, and the filters that it takes from the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel

from console.knowledge.schemas import Owner, UsageView, usage_view
from console.schemas import Instant
from knowledge_base.articles.models import ArticleState, Tier
from knowledge_base.listing.schemas import ArticleFilter, Attention, ListedArticle, ListState


class ArticleRow(BaseModel):
    id: str
    article_id: str
    title: str
    state: ArticleState
    locale: str
    tier: Tier
    version: int
    has_draft: bool
    updated_at: Instant
    published_at: Instant | None
    publish_at: Instant | None
    review_on: dt.date | None
    owner: Owner | None
    tags: list[str]
    usage: UsageView


class ArticlesAnswer(BaseModel):
    items: list[ArticleRow]
    total: int


class MatchedRow(BaseModel):
    id: str
    version: int
    title: str


class MatchedAnswer(BaseModel):
    """Everything that matches, at most 10,000."""

    items: list[MatchedRow]
    total: int


class TagRow(BaseModel):
    tag: str
    articles: int


class TagsAnswer(BaseModel):
    items: list[TagRow]


async def _filter(
    q: Annotated[str, Query(max_length=200)] = "",
    state: ListState | None = None,
    locale: Annotated[str | None, Query(max_length=35)] = None,
    tier: Tier | None = None,
    tag: Annotated[str | None, Query(max_length=100)] = None,
    owner: Annotated[str | None, Query(max_length=64)] = None,
    attention: Attention | None = None,
) -> ArticleFilter:
    return ArticleFilter(
        text=q.strip() or None,
        state=state,
        locale=locale or None,
        tier=tier.value if tier else None,
        tag=tag or None,
        owner=owner or None,
        attention=attention,
    )


Wanted = Annotated[ArticleFilter, Depends(_filter)]


def article_row(listed: ListedArticle, owners: Mapping[str, Owner]) -> ArticleRow:
    summary = listed.summary
    return ArticleRow(
        id=summary.key,
        article_id=summary.id,
        title=summary.title,
        state=ArticleState(summary.state),
        locale=summary.locale,
        tier=Tier(summary.tier),
        version=summary.version,
        has_draft=summary.has_draft,
        updated_at=summary.updated_at,
        published_at=summary.published_at,
        publish_at=listed.publish_at,
        review_on=listed.review_on,
        owner=owners.get(listed.owner) if listed.owner else None,
        tags=list(listed.tags),
        usage=usage_view(listed.usage),
    )
