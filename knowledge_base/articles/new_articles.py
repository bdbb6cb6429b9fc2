"""Articles as they are written first, one by one or many from a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles import repository
from knowledge_base.articles.models import ArticleState
from knowledge_base.articles.schemas import ArticleContent


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to be; `content` was checked."""

    id: str
    key: str
    content: ArticleContent


async def create_articles(
    session: AsyncSession,
    articles: Sequence[NewArticle],
    *,
    editor: str,
    at: dt.datetime,
    published: bool,
) -> None:
    """Many from one file, none of which may be there already, at version 1."""
    if not articles:
        return
    revision = await repository.raise_knowledge_revision(session) if published else 0
    state = ArticleState.PUBLISHED if published else ArticleState.DRAFT
    rows: list[dict[str, object]] = [
        {
            "key": article.key,
            "id": article.id,
            "locale": article.key.split(":", 1)[0],
            "state": state.value,
            "version": 1,
            "live_version": 1 if published else None,
            "revision": revision,
            "created_at": at,
            "updated_at": at,
            "published_at": at if published else None,
        }
        for article in articles
    ]
    versions = [
        version_row(article.key, 1, article.content, editor=editor, at=at, imported=True)
        for article in articles
    ]
    await repository.add_articles(session, rows, versions)


def version_row(
    key: str,
    number: int,
    content: ArticleContent,
    *,
    editor: str,
    at: dt.datetime,
    imported: bool,
) -> dict[str, object]:
    return {
        "article_key": key,
        "number": number,
        "tier": content.tier.value,
        "title": content.title,
        "body": content.body,
        "questions": list(content.questions),
        "url": content.url,
        "product_id": content.product_id,
        "author": content.author,
        "date": content.date,
        "verified_purchase": content.verified_purchase,
        "sponsored": content.sponsored,
        "valid_from": content.valid_from,
        "valid_until": content.valid_until,
        "editor": editor,
        "imported": imported,
        "digest": content.digest,
        "saved_at": at,
    }
