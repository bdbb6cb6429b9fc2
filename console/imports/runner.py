"""Imports that run beside the requests: one after the other, each with its progress in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.identifiers import new_id
from knowledge_base.articles.models import Tier
from knowledge_base.fetching.errors import FetchError
from knowledge_base.fetching.service import Fetcher
from knowledge_base.fetching.sites import SiteReader
from knowledge_base.importing import runs
from knowledge_base.importing.child.running import ChildReader
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.files import collected
from knowledge_base.importing.kinds import FileKind
from knowledge_base.importing.models import ImportRun
from knowledge_base.importing.readers.rows import Row
from knowledge_base.importing.service import ImportReport, ImportRules, import_articles
from knowledge_base.notes.marks import mark_notes

_BEAT_S: Final = 1.0
_MOST_WAITING: Final = 10

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]
Sessions = async_sessionmaker[AsyncSession]
ReadRows = Callable[["Progress"], Awaitable[list[Row]]]


class TooManyImportsError(Exception):
    """So many wait already that another would only be forgotten."""


@dataclass
class Progress:
    done: int = 0
    total: int = 0

    def note(self, done: int, total: int) -> None:
        self.done, self.total = done, total


@dataclass(frozen=True)
class ImportWish:
    """`source` is what people are shown; `locale` and `tier` are for lines that name none."""

    source: str
    locale: str
    tier: Tier
    rules: ImportRules


@dataclass
class ImportRunner:
    writer: Sessions
    reader: Sessions
    clock: Clock
    on_published: Callable[[], None]
    open_fetcher: Callable[[], Fetcher]
    child: ChildReader = field(default_factory=ChildReader)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def take_file(
        self, wish: ImportWish, kind: FileKind, data: bytes, *, name: str
    ) -> ImportRun:
        """Raises `TooManyImportsError`."""
        return await self._start(wish, lambda _: self.child.read(kind, data, name=name))

    async def take_address(self, wish: ImportWish, address: str) -> ImportRun:
        """Raises `TooManyImportsError`."""

        async def read(progress: Progress) -> list[Row]:
            async with self.open_fetcher() as fetcher:
                return await SiteReader(fetcher, self.child, progress.note).read(address)

        return await self._start(wish, read)

    async def _start(self, wish: ImportWish, read: ReadRows) -> ImportRun:
        if len(self._tasks) >= _MOST_WAITING:
            raise TooManyImportsError
        async with self.writer.begin() as session:
            run = await runs.begin_run(
                session,
                run_id=new_id(),
                source=wish.source,
                dry_run=wish.rules.dry_run,
                by=wish.rules.editor,
                at=self.clock(),
            )
        task = asyncio.create_task(self._run(run.id, wish, read))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return run

    async def _run(self, run_id: str, wish: ImportWish, read: ReadRows) -> None:
        progress = Progress()
        beat = asyncio.create_task(self._beat(run_id, progress))
        try:
            async with self._turn:
                report = await self._import(wish, read, progress)
        except (ImportFileError, FetchError) as error:
            await self._end(beat)
            await self._fail(run_id, str(error))
        except Exception as error:
            log.error("import_failed", error=type(error).__name__)
            await self._end(beat)
            await self._fail(run_id, "Something went wrong here. What was taken in is kept.")
        else:
            await self._end(beat)
            async with self.writer.begin() as session:
                await runs.end_run(session, run_id, report, at=self.clock())
        finally:
            beat.cancel()
        if not wish.rules.dry_run:
            self.on_published()
            await mark_notes(self.reader, self.writer)

    async def _import(self, wish: ImportWish, read: ReadRows, progress: Progress) -> ImportReport:
        rows = await read(progress)
        found = await asyncio.to_thread(collected, rows, locale=wish.locale, tier=wish.tier)
        return await import_articles(
            self.writer,
            found,
            rules=wish.rules,
            clock=self.clock,
            on_progress=progress.note,
        )

    async def _beat(self, run_id: str, progress: Progress) -> None:
        while True:
            await asyncio.sleep(_BEAT_S)
            async with self.writer.begin() as session:
                await runs.note_progress(
                    session, run_id, done=progress.done, total=progress.total, at=self.clock()
                )

    async def _end(self, beat: asyncio.Task[None]) -> None:
        """The last word on an import is not followed by one on its progress."""
        beat.cancel()
        await asyncio.gather(beat, return_exceptions=True)

    async def _fail(self, run_id: str, why: str) -> None:
        async with self.writer.begin() as session:
            await runs.fail_run(session, run_id, why, at=self.clock())
