"""Looking at each note once: what it says the same as, who wrote it, what is risky in it."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from sqlalchemy import Select, and_, delete, insert, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.articles.models import Article, ArticleVersion, Tier
from knowledge_base.articles.schemas import content_of
from knowledge_base.notes.authors import author_key
from knowledge_base.notes.claims import RULES, claims_in
from knowledge_base.notes.folding import folded
from knowledge_base.notes.models import NoteMark

_PER_TRANSACTION: Final = 500
NEWEST: Final = and_(
    ArticleVersion.article_key == Article.key, ArticleVersion.number == Article.version
)


async def mark_notes(
    reader: async_sessionmaker[AsyncSession], writer: async_sessionmaker[AsyncSession]
) -> None:
    """Marks every note whose newest text was not looked at by these rules; mostly there is none."""
    async with reader() as session:
        if not await _unmarked(session, limit=1):
            return
    marked = _PER_TRANSACTION
    while marked == _PER_TRANSACTION:
        # Another process that looks at the same notes marks them alike.
        with suppress(IntegrityError):
            async with writer.begin() as session:
                marked = await _mark(session)


async def _mark(session: AsyncSession) -> int:
    found = await _unmarked(session, limit=_PER_TRANSACTION)
    if not found:
        return 0
    keys = [article.key for article, _ in found]
    await session.execute(delete(NoteMark).where(NoteMark.article_key.in_(keys)))
    await session.execute(insert(NoteMark), [_row(article, text) for article, text in found])
    return len(found)


async def _unmarked(session: AsyncSession, *, limit: int) -> list[tuple[Article, ArticleVersion]]:
    query: Select[Article, ArticleVersion] = (
        select(Article, ArticleVersion)
        .join(ArticleVersion, NEWEST)
        .outerjoin(NoteMark, NoteMark.article_key == Article.key)
        .where(
            ArticleVersion.tier == Tier.COMMUNITY.value,
            or_(
                NoteMark.article_key.is_(None),
                NoteMark.version != Article.version,
                NoteMark.rules != RULES,
            ),
        )
        .limit(limit)
    )
    return [(article, version) for article, version in await session.execute(query)]


def _row(article: Article, version: ArticleVersion) -> dict[str, object]:
    content = content_of(version)
    risks = dict.fromkeys(claim.risk.value for claim in claims_in(note_text(version)))
    return {
        "article_key": article.key,
        "version": article.version,
        "rules": RULES,
        "folded": folded(content, locale=article.locale),
        "author": author_key(content.author),
        "risks": f" {' '.join(risks)} " if risks else "",
    }


def note_text(version: ArticleVersion) -> str:
    """All that a shopper may be shown of a note."""
    return "\n".join((version.title, version.body, *version.questions, version.author or ""))
