"""An article's past: every text that was saved, who did what, and the way back to an old text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles import repository
from knowledge_base.articles.errors import ArticleNotFoundError
from knowledge_base.articles.models import ArticleVersion
from knowledge_base.articles.schemas import ArticleContent, ArticleDetail, content_of
from knowledge_base.articles.service import publish_article, save_draft
from knowledge_base.history.deeds import Deed, note_deed
from knowledge_base.history.models import ArticleDeed
from knowledge_base.notes.review import keep_publishing

MOST_SHOWN: Final = 500


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """One text as it was saved; `live` is the one that shoppers get now."""

    number: int
    title: str
    editor: str
    saved_at: dt.datetime
    imported: bool
    live: bool


@dataclass(frozen=True, slots=True)
class History:
    """Both newest first, of each the last 500."""

    versions: tuple[SavedVersion, ...]
    deeds: Sequence[ArticleDeed]


async def history_of(session: AsyncSession, key: str) -> History:
    """Raises `ArticleNotFoundError`."""
    article = await repository.article_by_key(session, key)
    if article is None:
        raise ArticleNotFoundError(key)
    versions = (
        select(
            ArticleVersion.number,
            ArticleVersion.title,
            ArticleVersion.editor,
            ArticleVersion.saved_at,
            ArticleVersion.imported,
        )
        .where(ArticleVersion.article_key == key)
        .order_by(ArticleVersion.number.desc())
        .limit(MOST_SHOWN)
    )
    deeds = (
        select(ArticleDeed)
        .where(ArticleDeed.article_key == key)
        .order_by(ArticleDeed.id.desc())
        .limit(MOST_SHOWN)
    )
    return History(
        tuple(
            SavedVersion(*row, live=row[0] == article.live_version)
            for row in await session.execute(versions)
        ),
        (await session.scalars(deeds)).all(),
    )


async def text_of(session: AsyncSession, key: str, number: int) -> ArticleContent:
    """The text as it was at a version. Raises `ArticleNotFoundError`."""
    version = await repository.version_of(session, key, number)
    if version is None:
        raise ArticleNotFoundError(key)
    return content_of(version)


async def return_to(
    session: AsyncSession,
    *,
    key: str,
    version: int,
    to: int,
    publish: bool,
    editor: str,
    at: dt.datetime,
) -> ArticleDetail:
    """Saves the text of version `to` as the newest one and, if wished, publishes it at once.

    What was written since stays as versions of its own. Raises `ArticleNotFoundError` and
    `ArticleStaleError`.
    """
    old = await text_of(session, key, to)
    saved = await save_draft(session, key=key, version=version, content=old, editor=editor, at=at)
    if saved.version != version:
        note_deed(
            session, key, Deed.RETURNED, by=editor, at=at, detail=str(to), version=saved.version
        )
    if publish:
        published = await publish_article(
            session, key=key, version=saved.version, at=at, editor=editor
        )
        await keep_publishing(session, key, saved.version, by=editor, at=at)
        return published
    return saved
