"""What `shopbell kb import`, `export` and `key` do, on the database of the settings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TextIO

from knowledge_base.articles.models import Tier
from knowledge_base.fetching.service import Fetcher
from knowledge_base.fetching.sites import SiteReader
from knowledge_base.importing.child.running import ChildReader
from knowledge_base.importing.exporting import exported_csv, exported_json_lines
from knowledge_base.importing.files import ReadFile, collected, read_any_file
from knowledge_base.importing.readers.rows import Row
from knowledge_base.importing.service import ImportReport, ImportRules, import_articles
from knowledge_base.notes import keys
from knowledge_base.notes.marks import mark_notes
from knowledge_base.transfer.exporting import whole_lines
from knowledge_base.transfer.files import WholeWriter, read_whole
from knowledge_base.transfer.restoring import RestoreReport, restore_whole
from shopbell.database import Database, open_database
from shopbell.settings import Settings

OnProgress = Callable[[int, int], None]


def read_source(source: str, *, locale: str, tier: Tier, on_progress: OnProgress) -> ReadFile:
    """A file, a folder or an address. Raises `ImportFileError` and `FetchError`."""
    if source.lower().startswith(("http://", "https://")):
        return collected(asyncio.run(_fetched(source, on_progress)), locale=locale, tier=tier)
    return read_any_file(Path(source), locale=locale, tier=tier)


async def import_all(
    settings: Settings, read: ReadFile, rules: ImportRules, *, on_progress: OnProgress
) -> ImportReport:
    async with _opened(settings) as database:
        report = await import_articles(
            database.writer, read, rules=rules, clock=_now, on_progress=on_progress
        )
        if not rules.dry_run:
            await mark_notes(database.reader, database.writer)
        return report


async def write_export(settings: Settings, file: Path) -> int:
    """Returns how many articles were written."""
    written = 0
    form = exported_csv if file.suffix == ".csv" else exported_json_lines
    with _private(file) as out:
        async with _opened(settings) as database:
            async for line in form(database.reader):
                out.write(line)
                written += 1
    return written - 1 if form is exported_csv else written


async def write_whole(settings: Settings, file: Path) -> int:
    """Returns how many articles were written, each with all that belongs to it."""
    written = 0
    with _private_bytes(file) as out, closing(WholeWriter(out)) as whole:
        async with _opened(settings) as database:
            async for line in whole_lines(database.reader):
                whole.write(line)
                written += '"article":' in line[:12]
    return written


async def restore_file(settings: Settings, file: Path, *, on_progress: OnProgress) -> RestoreReport:
    """Raises `ImportFileError`."""
    async with _opened(settings) as database:
        report = await restore_whole(
            database.writer, read_whole(file), on_progress=lambda done: on_progress(done, 0)
        )
        await mark_notes(database.reader, database.writer)
        return report


async def make_notes_key(settings: Settings, name: str) -> str:
    async with _opened(settings) as database, database.writer.begin() as session:
        key, _ = await keys.make_key(session, name=name, by="the command line", at=_now())
        return key


async def _fetched(address: str, on_progress: OnProgress) -> list[Row]:
    async with Fetcher() as fetcher:
        return await SiteReader(fetcher, ChildReader(), on_progress).read(address)


def _private(file: Path) -> TextIO:
    """It may hold what is not published yet: nobody else may read it."""
    file.touch(mode=0o600)
    return file.open("w", encoding="utf-8")


def _private_bytes(file: Path) -> BinaryIO:
    file.touch(mode=0o600)
    return file.open("wb")


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Database]:
    database = open_database(settings.database)
    try:
        yield database
    finally:
        await database.dispose()


def _now() -> datetime:
    return datetime.now(UTC)
