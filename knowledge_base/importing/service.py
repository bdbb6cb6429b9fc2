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
from knowledge_base.articles.models import Article, ArticleState, Tier
from knowledge_base.articles.new_articles import NewArticle, create_articles
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import archive_article, publish_article, save_draft
from knowledge_base.importing.files import ReadFile
from knowledge_base.importing.lines import ImportLine, ImportProblem
from knowledge_base.notes.authors import author_key, held_authors

IMPORT_EDITOR: Final = "import"
_LINES_PER_TRANSACTION: Final = 100


class ImportOutcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ImportRules:
    """`approved` puts community notes live, but those of held authors; `publish` False leaves all
    other texts as drafts; `notes_only` takes buyers' notes alone and touches nothing else.
    `dry_run` finds out what would happen and changes nothing."""

    approved: bool = False
    publish: bool = True
    notes_only: bool = False
    dry_run: bool = False
    editor: str = IMPORT_EDITOR


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
    rules: ImportRules,
    clock: Callable[[], dt.datetime],
    on_progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Takes every good line; what goes live at once is for the `rules` and each line's state.

    A line that is as it was at its last import changes nothing, even where the article was edited
    or archived in between. `on_progress` gets (lines done, lines in all).
    """
    outcomes: Counter[ImportOutcome] = Counter()
    waiting = 0
    problems = list(read.problems)
    for start in range(0, len(read.lines), _LINES_PER_TRANSACTION):
        batch = read.lines[start : start + _LINES_PER_TRANSACTION]
        async with writer() as session:
            lines = _Lines(session, rules, clock(), await _held(session, batch))
            foreign = await lines.foreign(batch) if rules.notes_only else {}
            problems += foreign.values()
            taken = [line for line in batch if line.key not in foreign]
            waiting += await lines.take(taken, outcomes)
            await (session.rollback() if rules.dry_run else session.commit())
        if on_progress is not None:
            on_progress(start + len(batch), len(read.lines))
    return ImportReport(
        created=outcomes[ImportOutcome.CREATED],
        updated=outcomes[ImportOutcome.UPDATED],
        unchanged=outcomes[ImportOutcome.UNCHANGED],
        waiting=waiting,
        problems=tuple(sorted(problems, key=lambda found: (found.line, found.file or ""))),
    )


async def _held(session: AsyncSession, batch: Sequence[ImportLine]) -> frozenset[str]:
    notes = (line.content for line in batch if line.content.tier is Tier.COMMUNITY)
    return await held_authors(session, [content.author for content in notes])


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines of one transaction, and what holds for all of them."""

    session: AsyncSession
    rules: ImportRules
    at: dt.datetime
    held: frozenset[str]

    async def foreign(self, batch: Sequence[ImportLine]) -> dict[str, ImportProblem]:
        """Lines that are no notes, or that would write over an article that is none."""
        there = await repository.tiers_there(self.session, [line.key for line in batch])
        found = {}
        for line in batch:
            texts = (line.content, line.draft) if line.draft else (line.content,)
            if any(text.tier is not Tier.COMMUNITY for text in texts):
                found[line.key] = ImportProblem(line.line, "tier must be community for a note")
            elif there.get(line.key, Tier.COMMUNITY) != Tier.COMMUNITY:
                problem = f"{line.article_id} is the id of an article that is no note"
                found[line.key] = ImportProblem(line.line, problem)
        return found

    async def take(self, batch: Sequence[ImportLine], outcomes: Counter[ImportOutcome]) -> int:
        """Returns how many wait."""
        there = await repository.keys_there(self.session, [line.key for line in batch])
        fresh = [line for line in batch if line.key not in there]
        waiting = await self._create([line for line in fresh if _is_plain(line)])
        for line in fresh:
            if not _is_plain(line):
                await self._create([line])
                waiting += await self._settle(line, version=1)
        outcomes[ImportOutcome.CREATED] += len(fresh)
        for line in batch:
            if line.key in there:
                outcome, waits = await self._update(line)
                outcomes[outcome] += 1
                waiting += waits
        return waiting

    def goes_live(self, line: ImportLine) -> bool:
        if line.state not in (None, ArticleState.PUBLISHED):
            return False
        if line.content.tier is Tier.COMMUNITY:
            return self.rules.approved and author_key(line.content.author) not in self.held
        return self.rules.publish

    async def _create(self, lines: Sequence[ImportLine]) -> int:
        """All at once; one after the other takes four times as long. Returns how many wait."""
        sorts: dict[bool, list[NewArticle]] = {True: [], False: []}
        for line in lines:
            article = NewArticle(line.article_id, line.key, line.content)
            sorts[self.goes_live(line)].append(article)
        for published, articles in sorts.items():
            await create_articles(
                self.session,
                articles,
                editor=self.rules.editor,
                at=self.at,
                published=published,
            )
        return len(sorts[False])

    async def _update(self, line: ImportLine) -> tuple[ImportOutcome, bool]:
        """What became of the line, and whether its text waits for review."""
        article = await repository.article_by_key(self.session, line.key)
        if article is None:
            raise ArticleNotFoundError(line.key)
        last = await repository.last_imported(self.session, line.key)
        newest = line.draft or line.content
        if last is not None and last.digest == newest.digest:
            if self.goes_live(line) and not line.draft and _never_reviewed(article, last.number):
                await self._publish(line.key, article.version)
                return ImportOutcome.UPDATED, False
            return ImportOutcome.UNCHANGED, _never_reviewed(article, last.number)
        was_archived = article.state == ArticleState.ARCHIVED
        version = await self._save(line.key, article.version, line.content)
        if self.goes_live(line):
            await self._publish(line.key, version)
        elif was_archived:
            # A new text is one that nobody has put away.
            await repository.reopen(self.session, line.key)
        waits = await self._settle(line, version=version)
        return ImportOutcome.UPDATED, waits or not self.goes_live(line)

    async def _settle(self, line: ImportLine, *, version: int) -> bool:
        """What a line says beyond its text; whether a draft waits on top of it."""
        if line.state is ArticleState.ARCHIVED:
            await archive_article(
                self.session, key=line.key, version=version, at=self.at, editor=self.rules.editor
            )
        if line.draft is None:
            return False
        await self._save(line.key, version, line.draft)
        return True

    async def _save(self, key: str, version: int, content: ArticleContent) -> int:
        saved = await save_draft(
            self.session,
            key=key,
            version=version,
            content=content,
            editor=self.rules.editor,
            at=self.at,
            imported=True,
        )
        return saved.version

    async def _publish(self, key: str, version: int) -> None:
        await publish_article(
            self.session, key=key, version=version, at=self.at, editor=self.rules.editor
        )


def _is_plain(line: ImportLine) -> bool:
    return line.draft is None and line.state is not ArticleState.ARCHIVED


def _never_reviewed(article: Article, imported: int) -> bool:
    """Whether the imported text is the newest and nobody has published or archived it yet."""
    return (
        article.version == imported
        and article.live_version != imported
        and article.state != "archived"
    )
