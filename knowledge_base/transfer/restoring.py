"""Putting a whole knowledge base back: every article with its history, or none of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.articles import repository
from knowledge_base.articles.errors import ArticleContentError
from knowledge_base.articles.models import Article, ArticleState, ArticleVersion, Tier
from knowledge_base.articles.schemas import article_key, checked_content, content_of
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.lines import ImportProblem
from knowledge_base.models import Base
from knowledge_base.notes.authors import author_key, held_authors
from knowledge_base.notes.models import NoteDecision, QuarantinedAuthor
from knowledge_base.transfer.exporting import FORMAT, HEAD, PARTS
from knowledge_base.transfer.rows import RowError, row_of

_LINES_PER_TRANSACTION: Final = 100


@dataclass
class RestoreReport:
    """`there` counts the articles that were there already, of which nothing was changed."""

    restored: int = 0
    there: int = 0
    problems: list[ImportProblem] = field(default_factory=list)


@dataclass(frozen=True)
class _Whole:
    """One article as it is put back."""

    article: Article
    parts: Sequence[Base]
    live: ArticleVersion | None


async def restore_whole(
    writer: async_sessionmaker[AsyncSession],
    lines: Iterable[str],
    *,
    on_progress: Callable[[int], None] | None = None,
) -> RestoreReport:
    """Puts back what `exporting.whole_lines` wrote, exactly, notes that were approved among it.

    An article that is there already is left alone, so that the same file again changes nothing;
    nothing of an author who is held here comes back. Raises `ImportFileError` for another file.
    """
    report = RestoreReport()
    numbered = enumerate(lines, start=1)
    _check_head(next(numbered, (1, ""))[1])
    batch: list[tuple[int, str]] = []
    for number, line in numbered:
        batch.append((number, line))
        if len(batch) == _LINES_PER_TRANSACTION:
            await _take(writer, batch, report)
            batch.clear()
            if on_progress is not None:
                on_progress(number)
    await _take(writer, batch, report)
    return report


def _check_head(line: str) -> None:
    try:
        head = json.loads(line)
    except ValueError:
        head = None
    if not isinstance(head, dict) or HEAD not in head:
        raise ImportFileError("it is no whole export of a knowledge base")
    if head[HEAD] != FORMAT:
        raise ImportFileError("it was written by a newer Shopbell")


async def _take(
    writer: async_sessionmaker[AsyncSession],
    batch: Sequence[tuple[int, str]],
    report: RestoreReport,
) -> None:
    async with writer.begin() as session:
        revision = await repository.raise_knowledge_revision(session)
        for number, line in batch:
            try:
                async with session.begin_nested():
                    is_new = await _put_back(session, line, revision)
            except (RowError, ArticleContentError, ValueError) as problem:
                report.problems.append(ImportProblem(number, str(problem)))
            except IntegrityError:
                report.problems.append(ImportProblem(number, "it does not fit what is there"))
            else:
                report.restored += is_new is True
                report.there += is_new is False


async def _put_back(session: AsyncSession, line: str, revision: int) -> bool | None:
    """Whether the article was new; None for a line about an author."""
    given = json.loads(line)
    if not isinstance(given, dict):
        raise RowError("not an object")
    if "held_author" in given:
        held = row_of(QuarantinedAuthor, given["held_author"])
        if await session.get(QuarantinedAuthor, held.author) is None:
            session.add(held)
        return None
    if "author_decision" in given:
        await _put_back_decision(session, row_of(NoteDecision, given["author_decision"]))
        return None
    whole = _whole(given, revision)
    if await repository.article_by_key(session, whole.article.key) is not None:
        return False
    if whole.live is not None and await _is_held(session, whole.live):
        raise RowError(f"{whole.article.key}: its author is held here")
    session.add(whole.article)
    await session.flush()
    session.add_all(whole.parts)
    await session.flush()
    return True


async def _put_back_decision(session: AsyncSession, decision: NoteDecision) -> None:
    same = select(NoteDecision.id).where(
        NoteDecision.article_key.is_(None),
        NoteDecision.author == decision.author,
        NoteDecision.decided_at == decision.decided_at,
        NoteDecision.decision == decision.decision,
    )
    if await session.scalar(same.limit(1)) is None:
        session.add(decision)


async def _is_held(session: AsyncSession, text: ArticleVersion) -> bool:
    if text.tier != Tier.COMMUNITY:
        return False
    return author_key(text.author) in await held_authors(session, [text.author])


def _whole(given: dict[str, object], revision: int) -> _Whole:
    """Raises `RowError` and `ArticleContentError`."""
    if unknown := sorted(given.keys() - {"article", *PARTS}):
        raise RowError(f"unknown field {', '.join(unknown)}")
    article = row_of(Article, given.get("article"), revision=0)
    if article.key != article_key(article.id, article.locale):
        raise RowError(f"{article.key} is not the key of {article.id} in {article.locale}")
    parts: list[Base] = []
    for name, table in PARTS.items():
        rows = given.get(name, [])
        if not isinstance(rows, list):
            raise RowError(f"{name} is no list")
        parts += [row_of(table, row, article_key=article.key) for row in rows]
    versions = [part for part in parts if isinstance(part, ArticleVersion)]
    live = _checked(article, versions)
    if live is not None:
        article.revision = revision
    return _Whole(article, parts, live)


def _checked(article: Article, versions: Sequence[ArticleVersion]) -> ArticleVersion | None:
    """The live text. Texts are checked as if they were saved now: a file is no way around."""
    if [one.number for one in versions] != list(range(1, article.version + 1)):
        raise RowError(f"{article.key}: a version is missing")
    for one in versions:
        one.digest = checked_content(content_of(one)).digest
    live = [one for one in versions if one.number == article.live_version]
    if (article.state == ArticleState.PUBLISHED) != bool(live):
        raise RowError(f"{article.key}: what is live does not fit its state")
    if article.publish_version is not None and article.publish_version > article.version:
        raise RowError(f"{article.key}: what is planned is not there")
    return live[0] if live else None
