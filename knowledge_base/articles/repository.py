"""Every query on articles. Nothing here decides or commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import and_, case, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles.models import Article, ArticleState, ArticleVersion, KnowledgeRevision
from knowledge_base.articles.schemas import LiveArticle, content_of

_REVISION_ROW = 1
_UNSCHEDULED: dict[str, object] = {
    "publish_at": None,
    "publish_version": None,
    "scheduled_by": None,
}
_LIVE = and_(
    ArticleVersion.article_key == Article.key, ArticleVersion.number == Article.live_version
)
_NEWEST = and_(ArticleVersion.article_key == Article.key, ArticleVersion.number == Article.version)


async def article_by_key(session: AsyncSession, key: str) -> Article | None:
    return await session.get(Article, key, populate_existing=True)


async def keys_there(session: AsyncSession, keys: Sequence[str]) -> frozenset[str]:
    """Which of these keys an article has already."""
    return frozenset(await session.scalars(select(Article.key).where(Article.key.in_(keys))))


async def tiers_there(session: AsyncSession, keys: Sequence[str]) -> dict[str, str]:
    """The tiers of those that an article has already: the live text's where it has one."""
    shown = func.coalesce(Article.live_version, Article.version)
    query = (
        select(Article.key, ArticleVersion.tier)
        .join(
            ArticleVersion,
            and_(ArticleVersion.article_key == Article.key, ArticleVersion.number == shown),
        )
        .where(Article.key.in_(keys))
    )
    return {row.key: row.tier for row in await session.execute(query)}


async def add_articles(
    session: AsyncSession,
    articles: Sequence[dict[str, object]],
    versions: Sequence[dict[str, object]],
) -> None:
    """Many at once, each with its first version."""
    await session.execute(insert(Article), articles)
    await session.execute(insert(ArticleVersion), versions)


async def version_of(session: AsyncSession, key: str, number: int) -> ArticleVersion | None:
    return await session.get(ArticleVersion, (key, number))


async def last_imported(session: AsyncSession, key: str) -> ArticleVersion | None:
    """The newest version of an article that came from a file."""
    query = (
        select(ArticleVersion)
        .where(ArticleVersion.article_key == key, ArticleVersion.imported)
        .order_by(ArticleVersion.number.desc())
        .limit(1)
    )
    return (await session.scalars(query)).first()


async def advance_version(session: AsyncSession, key: str, version: int, at: dt.datetime) -> bool:
    """Compare-and-swap: raises the version by one if it still is `version`."""
    changed = await session.execute(
        update(Article)
        .where(Article.key == key, Article.version == version)
        .values(version=version + 1, updated_at=at)
        .returning(Article.key)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None


async def set_live(
    session: AsyncSession,
    key: str,
    version: int,
    *,
    live_version: int | None,
    state: ArticleState,
    revision: int,
    at: dt.datetime,
) -> bool:
    """Compare-and-swap of what shoppers get, if the article still is at `version`.

    What was planned for later is dropped: it may be older than what is live now.
    """
    values: dict[str, object] = {"live_version": live_version, "state": state.value}
    values |= {"revision": revision, "updated_at": at, **_UNSCHEDULED}
    if live_version is not None:
        values["published_at"] = at
    changed = await session.execute(
        update(Article)
        .where(Article.key == key, Article.version == version)
        .values(**values)
        .returning(Article.key)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None


async def reopen(session: AsyncSession, key: str) -> None:
    """An archived article is a draft again; shoppers get nothing of it as before."""
    await session.execute(
        update(Article)
        .where(Article.key == key, Article.state == ArticleState.ARCHIVED.value)
        .values(state=ArticleState.DRAFT.value)
        .execution_options(synchronize_session=False)
    )


async def knowledge_revision(session: AsyncSession) -> int:
    query = select(KnowledgeRevision.number).where(KnowledgeRevision.id == _REVISION_ROW)
    return await session.scalar(query) or 0


async def raise_knowledge_revision(session: AsyncSession) -> int:
    """The next revision. The row stays locked until the commit, so revisions commit in order."""
    while (raised := await _raise_existing(session)) is None:
        # Where another transaction makes the row first, it is raised in the next round.
        with suppress(IntegrityError):
            async with session.begin_nested():
                session.add(KnowledgeRevision(id=_REVISION_ROW, number=0))
    return raised


async def _raise_existing(session: AsyncSession) -> int | None:
    return await session.scalar(
        update(KnowledgeRevision)
        .where(KnowledgeRevision.id == _REVISION_ROW)
        .values(number=KnowledgeRevision.number + 1)
        .returning(KnowledgeRevision.number)
        .execution_options(synchronize_session=False)
    )


async def live_digests(session: AsyncSession, *, since: int) -> list[tuple[str, str | None]]:
    """Key and digest of what changed for shoppers after revision `since`, the most trusted tier
    first; the digest is None for what was withdrawn. -1 gives all that was ever published."""
    query = (
        select(Article.key, ArticleVersion.digest)
        .outerjoin(ArticleVersion, _LIVE)
        .where(Article.revision > max(since, 0))
        .order_by(
            case({"official": 0, "product": 1}, value=ArticleVersion.tier, else_=2), Article.key
        )
    )
    return [(key, digest) for key, digest in await session.execute(query)]


async def withdrawn(session: AsyncSession, *, since: int) -> list[str]:
    """Keys of what was taken away from shoppers after revision `since`."""
    query = select(Article.key).where(Article.revision > since, Article.live_version.is_(None))
    return list(await session.scalars(query))


async def published_at(session: AsyncSession, keys: Sequence[str]) -> dict[str, dt.datetime]:
    """When those of these articles that shoppers get were published last."""
    query = select(Article.key, Article.published_at).where(
        Article.key.in_(keys), Article.live_version.is_not(None)
    )
    return {key: at for key, at in await session.execute(query) if at is not None}


async def live_articles(session: AsyncSession, keys: Sequence[str]) -> list[LiveArticle]:
    """What shoppers get of these articles, in no order; those withdrawn are left out."""
    query = (
        select(Article.id, Article.locale, ArticleVersion)
        .join(ArticleVersion, _LIVE)
        .where(Article.key.in_(keys))
    )
    return [
        LiveArticle(version.article_key, id_, locale, content_of(version), version.digest)
        for id_, locale, version in await session.execute(query)
    ]


async def published_variants(
    session: AsyncSession, article_id: str
) -> list[tuple[Article, ArticleVersion]]:
    """The live texts of an article, one per locale in which it is published."""
    query = (
        select(Article, ArticleVersion)
        .join(ArticleVersion, _LIVE)
        .where(Article.id == article_id)
        .order_by(Article.locale)
    )
    return [(article, version) for article, version in await session.execute(query)]


async def variants_of(
    session: AsyncSession, article_id: str
) -> list[tuple[Article, ArticleVersion]]:
    """The newest text of an article in each of its locales, published or not."""
    query = (
        select(Article, ArticleVersion)
        .join(ArticleVersion, _NEWEST)
        .where(Article.id == article_id)
        .order_by(Article.locale)
    )
    return [(article, version) for article, version in await session.execute(query)]
