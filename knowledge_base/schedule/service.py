"""Publishing later: a version and a moment kept with the article, taken exactly once."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles import repository
from knowledge_base.articles.errors import ArticleContentError, ArticleStaleError
from knowledge_base.articles.models import Article, ArticleState, Tier
from knowledge_base.articles.schemas import ArticleDetail
from knowledge_base.articles.service import article_detail
from knowledge_base.history.deeds import Deed, note_deed
from knowledge_base.notes.authors import held_authors
from knowledge_base.notes.review import keep_publishing

_AT_ONCE: Final = 200


async def schedule_article(
    session: AsyncSession,
    *,
    key: str,
    version: int,
    publish_at: dt.datetime,
    editor: str,
    at: dt.datetime,
) -> ArticleDetail:
    """The newest text, which must be `version`, goes live at `publish_at`.

    Exactly that text: what is saved after this waits for a publishing of its own. An earlier plan
    is replaced. Raises `ArticleNotFoundError`, `ArticleStaleError` and `ArticleContentError` for a
    moment that is not ahead.
    """
    current = await article_detail(session, key)
    if publish_at <= at:
        raise ArticleContentError((("publish_at", "must be ahead"),))
    changed = await session.execute(
        update(Article)
        .where(Article.key == key, Article.version == version)
        .values(publish_at=publish_at, publish_version=version, scheduled_by=editor)
        .returning(Article.key)
        .execution_options(synchronize_session=False)
    )
    if changed.first() is None:
        now = await article_detail(session, key)
        raise ArticleStaleError(yours=current.content, theirs=now.content, version=now.version)
    detail = publish_at.astimezone(dt.UTC).isoformat()
    note_deed(session, key, Deed.SCHEDULED, by=editor, at=at, detail=detail, version=version)
    return await article_detail(session, key)


async def unschedule_article(
    session: AsyncSession, *, key: str, editor: str, at: dt.datetime
) -> ArticleDetail:
    """Drops the plan, if there is one. Raises `ArticleNotFoundError`."""
    await article_detail(session, key)
    changed = await session.execute(
        update(Article)
        .where(Article.key == key, Article.publish_at.is_not(None))
        .values(publish_at=None, publish_version=None, scheduled_by=None)
        .returning(Article.key)
        .execution_options(synchronize_session=False)
    )
    if changed.first() is not None:
        note_deed(session, key, Deed.UNSCHEDULED, by=editor, at=at)
    return await article_detail(session, key)


async def due_articles(session: AsyncSession, at: dt.datetime) -> list[str]:
    """Keys of what is to go live by now, the longest due first."""
    query = (
        select(Article.key)
        .where(Article.publish_at <= at)
        .order_by(Article.publish_at, Article.key)
        .limit(_AT_ONCE)
    )
    return list(await session.scalars(query))


async def publish_due(session: AsyncSession, *, key: str, at: dt.datetime) -> bool:
    """False where another process was first, or the plan was changed or dropped.

    Nothing of an author in quarantine goes live: its plan is dropped.
    """
    revision = await repository.raise_knowledge_revision(session)
    article = await repository.article_by_key(session, key)
    if article is None or article.publish_at is None or article.publish_at > at:
        return False
    version, by = article.publish_version, article.scheduled_by or ""
    text = await repository.version_of(session, key, version or 0)
    if text is None or (text.tier == Tier.COMMUNITY and await held_authors(session, [text.author])):
        await unschedule_article(session, key=key, editor=by, at=at)
        return False
    published = await session.execute(
        update(Article)
        .where(Article.key == key, Article.publish_at == article.publish_at)
        .values(
            live_version=version,
            state=ArticleState.PUBLISHED.value,
            revision=revision,
            updated_at=at,
            published_at=at,
            publish_at=None,
            publish_version=None,
            scheduled_by=None,
        )
        .returning(Article.key)
        .execution_options(synchronize_session=False)
    )
    if published.first() is None:
        return False
    note_deed(session, key, Deed.PUBLISHED, by=by, at=at, detail="as scheduled", version=version)
    await keep_publishing(session, key, text.number, by=by, at=at, reason="as scheduled")
    return True
