"""Writing what an import file holds into the knowledge base."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.articles import repository
from knowledge_base.articles.errors import ArticleNotFoundError
from knowledge_base.articles.models import Article, Tier
from knowledge_base.articles.new_articles import NewArticle, create_articles
from knowledge_base.articles.service import publish_article, save_draft
from knowledge_base.importing.files import ReadFile
from knowledge_base.importing.lines import ImportLine, ImportProblem

IMPORT_EDITOR: Final = "import"
_LINES_PER_TRANSACTION: Final = 100


class ImportOutcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`waiting` counts the articles of the file whose newest text waits for review."""

    created: int
    updated: int
    unchanged: int
    waiting: int
    problems: tuple[ImportProblem, ...]

    @property
    def taken(self) -> int:
        return self.created + self.updated + self.unchanged


async def import_articles(
    writer: async_sessionmaker[AsyncSession],
    read: ReadFile,
    *,
    approved: bool,
    clock: Callable[[], dt.datetime],
    on_progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Takes every good line; official and product texts go live, and community ones if `approved`.

    A line that is as it was at its last import changes nothing, even where the article was edited
    or archived in between. `on_progress` gets (lines done, lines in all).
    """
    outcomes: Counter[ImportOutcome] = Counter()
    waiting = 0
    for start in range(0, len(read.lines), _LINES_PER_TRANSACTION):
        batch = read.lines[start : start + _LINES_PER_TRANSACTION]
        async with writer.begin() as session:
            waiting += await _import_batch(session, batch, outcomes, approved=approved, at=clock())
        if on_progress is not None:
            on_progress(start + len(batch), len(read.lines))
    return ImportReport(
        created=outcomes[ImportOutcome.CREATED],
        updated=outcomes[ImportOutcome.UPDATED],
        unchanged=outcomes[ImportOutcome.UNCHANGED],
        waiting=waiting,
        problems=read.problems,
    )


async def _import_batch(
    session: AsyncSession,
    batch: Sequence[ImportLine],
    outcomes: Counter[ImportOutcome],
    *,
    approved: bool,
    at: dt.datetime,
) -> int:
    there = await repository.keys_there(session, [line.key for line in batch])
    fresh = [line for line in batch if line.key not in there]
    waiting = await _import_new(session, fresh, approved=approved, at=at)
    outcomes[ImportOutcome.CREATED] += len(fresh)
    for line in batch:
        if line.key not in there:
            continue
        goes_live = approved or line.content.tier is not Tier.COMMUNITY
        outcome, waits = await _import_line(session, line, goes_live=goes_live, at=at)
        outcomes[outcome] += 1
        waiting += waits
    return waiting


async def _import_new(
    session: AsyncSession, lines: Sequence[ImportLine], *, approved: bool, at: dt.datetime
) -> int:
    """All at once; one after the other takes four times as long. Returns how many wait."""
    live = [
        NewArticle(line.article_id, line.key, line.content)
        for line in lines
        if approved or line.content.tier is not Tier.COMMUNITY
    ]
    kept = {article.key for article in live}
    waiting = [
        NewArticle(line.article_id, line.key, line.content)
        for line in lines
        if line.key not in kept
    ]
    await create_articles(session, live, editor=IMPORT_EDITOR, at=at, published=True)
    await create_articles(session, waiting, editor=IMPORT_EDITOR, at=at, published=False)
    return len(waiting)


async def _import_line(
    session: AsyncSession, line: ImportLine, *, goes_live: bool, at: dt.datetime
) -> tuple[ImportOutcome, bool]:
    """What became of the line, and whether its text waits for review."""
    article = await repository.article_by_key(session, line.key)
    if article is None:
        raise ArticleNotFoundError(line.key)
    last = await repository.last_imported(session, line.key)
    if last is not None and last.digest == line.content.digest:
        if goes_live and _never_reviewed(article, last.number):
            await publish_article(session, key=line.key, version=article.version, at=at)
            return ImportOutcome.UPDATED, False
        return ImportOutcome.UNCHANGED, _never_reviewed(article, last.number)
    saved = await save_draft(
        session,
        key=line.key,
        version=article.version,
        content=line.content,
        editor=IMPORT_EDITOR,
        at=at,
        imported=True,
    )
    if goes_live:
        await publish_article(session, key=line.key, version=saved.version, at=at)
    return ImportOutcome.UPDATED, not goes_live


def _never_reviewed(article: Article, imported: int) -> bool:
    """Whether the imported text is the newest and nobody has published or archived it yet."""
    return (
        article.version == imported
        and article.live_version != imported
        and article.state != "archived"
    )
