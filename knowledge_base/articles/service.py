"""Writing, publishing and withdrawing articles. The caller commits, and wakes the index then."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles import repository
from knowledge_base.articles.errors import (
    ArticleExistsError,
    ArticleNotFoundError,
    ArticleStaleError,
)
from knowledge_base.articles.models import Article, ArticleState, ArticleVersion, Tier
from knowledge_base.articles.new_articles import version_row
from knowledge_base.articles.schemas import (
    ArticleContent,
    ArticleDetail,
    LiveArticle,
    article_key,
    checked_content,
    content_of,
    detail_of,
)
from knowledge_base.history.deeds import Deed, note_deed
from knowledge_base.notes.authors import held_authors
from knowledge_base.notes.errors import NoteHeldError


async def create_article(
    session: AsyncSession,
    *,
    article_id: str,
    locale: str,
    content: ArticleContent,
    editor: str,
    at: dt.datetime,
    imported: bool = False,
) -> ArticleDetail:
    """A new article as a draft at version 1.

    Raises `ArticleContentError` and `ArticleExistsError`.
    """
    key = article_key(article_id, locale)
    text = checked_content(content)
    if await repository.article_by_key(session, key) is not None:
        raise ArticleExistsError(key)
    article = Article(
        key=key,
        id=article_id,
        locale=key.split(":", 1)[0],
        state=ArticleState.DRAFT.value,
        version=1,
        live_version=None,
        revision=0,
        created_at=at,
        updated_at=at,
        published_at=None,
    )
    session.add(article)
    await session.flush()
    await _add_version(session, key, 1, text, editor=editor, at=at, imported=imported)
    return await article_detail(session, key)


async def save_draft(
    session: AsyncSession,
    *,
    key: str,
    version: int,
    content: ArticleContent,
    editor: str,
    at: dt.datetime,
    imported: bool = False,
) -> ArticleDetail:
    """The next version of an article; what shoppers get stays as it is until it is published.

    Raises `ArticleContentError`, `ArticleNotFoundError`, and `ArticleStaleError` with both texts
    where the article is no longer at `version`. The same text again changes nothing.
    """
    text = checked_content(content)
    article, newest = await _article_with_newest(session, key)
    if article.version != version:
        raise _stale(text, newest)
    if newest.digest == text.digest:
        return await article_detail(session, key)
    if not await repository.advance_version(session, key, version, at):
        _, theirs = await _article_with_newest(session, key)
        raise _stale(text, theirs)
    await _add_version(session, key, version + 1, text, editor=editor, at=at, imported=imported)
    return await article_detail(session, key)


async def publish_article(
    session: AsyncSession, *, key: str, version: int, at: dt.datetime, editor: str = ""
) -> ArticleDetail:
    """Makes the newest text, which must be `version`, what shoppers get.

    Raises `ArticleNotFoundError`, `ArticleStaleError`, and `NoteHeldError` for the note of an
    author in quarantine. What is live already stays untouched.
    """
    article, newest = await _article_with_newest(session, key)
    if article.version == version == article.live_version:
        return await article_detail(session, key)
    if newest.tier == Tier.COMMUNITY and await held_authors(session, [newest.author]):
        raise NoteHeldError(newest.author or "")
    await _change_live(session, key, version, live=version, state=ArticleState.PUBLISHED, at=at)
    note_deed(session, key, Deed.PUBLISHED, by=editor, at=at, version=version)
    return await article_detail(session, key)


async def archive_article(
    session: AsyncSession, *, key: str, version: int, at: dt.datetime, editor: str = ""
) -> ArticleDetail:
    """Takes an article away from shoppers; its texts are kept and can be published again.

    Raises `ArticleNotFoundError` and `ArticleStaleError`.
    """
    article, _ = await _article_with_newest(session, key)
    if article.version == version and article.state == ArticleState.ARCHIVED:
        return await article_detail(session, key)
    await _change_live(session, key, version, live=None, state=ArticleState.ARCHIVED, at=at)
    note_deed(session, key, Deed.ARCHIVED, by=editor, at=at, version=version)
    return await article_detail(session, key)


async def article_detail(session: AsyncSession, key: str) -> ArticleDetail:
    """Raises `ArticleNotFoundError`."""
    article, newest = await _article_with_newest(session, key)
    live = None
    if article.live_version is not None:
        live = await repository.version_of(session, key, article.live_version)
    return detail_of(article, newest, live)


async def live_article(
    session: AsyncSession, key: str, *, at: dt.datetime
) -> tuple[LiveArticle | None, str]:
    """What shoppers get of an article at `at`, None where nothing; its title, "" without one."""
    live = await repository.live_articles(session, [key])
    if live and live[0].content is not None and live[0].content.holds_at(at):
        return live[0], live[0].content.title
    article = await repository.article_by_key(session, key)
    newest = await repository.version_of(session, key, article.version) if article else None
    return None, newest.title if newest else ""


async def published_article(
    session: AsyncSession, *, article_id: str, locales: tuple[str, ...], at: dt.datetime
) -> ArticleDetail:
    """What shoppers get of an article at `at`, in the first of `locales` that it has, else in any.

    Raises `ArticleNotFoundError` alike for one that is absent, one that is not published and one
    that does not hold at `at`.
    """
    variants = {
        article.locale: (article, version)
        for article, version in await repository.published_variants(session, article_id)
        if content_of(version).holds_at(at)
    }
    for locale in (*locales, *variants):
        if locale in variants:
            article, version = variants[locale]
            return detail_of(article, version, version)
    raise ArticleNotFoundError(article_id)


async def _article_with_newest(session: AsyncSession, key: str) -> tuple[Article, ArticleVersion]:
    article = await repository.article_by_key(session, key)
    newest = await repository.version_of(session, key, article.version) if article else None
    if article is None or newest is None:
        raise ArticleNotFoundError(key)
    return article, newest


async def _change_live(
    session: AsyncSession,
    key: str,
    version: int,
    *,
    live: int | None,
    state: ArticleState,
    at: dt.datetime,
) -> None:
    """The revision is raised first: its row orders the commits of all that change what is live."""
    revision = await repository.raise_knowledge_revision(session)
    changed = await repository.set_live(
        session, key, version, live_version=live, state=state, revision=revision, at=at
    )
    if not changed:
        _, theirs = await _article_with_newest(session, key)
        yours = await repository.version_of(session, key, version)
        raise _stale(content_of(yours or theirs), theirs)


async def _add_version(
    session: AsyncSession,
    key: str,
    number: int,
    content: ArticleContent,
    *,
    editor: str,
    at: dt.datetime,
    imported: bool,
) -> None:
    row = version_row(key, number, content, editor=editor, at=at, imported=imported)
    session.add(ArticleVersion(**row))
    await session.flush()


def _stale(yours: ArticleContent, theirs: ArticleVersion) -> ArticleStaleError:
    return ArticleStaleError(yours=yours, theirs=content_of(theirs), version=theirs.number)
