"""What is exported comes back as it was: live texts, drafts, archived ones, notes that wait."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge_base.articles.models import Article
from knowledge_base.articles.schemas import ArticleDetail
from knowledge_base.articles.service import archive_article, article_detail, save_draft
from knowledge_base.importing.exporting import exported_csv, exported_json_lines
from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import ImportReport, ImportRules, import_articles
from shopbell.database import Database, open_database
from tests.conftest import FakeClock, without_fsync
from tests.knowledge_base.conftest import RETURNS

pytestmark = pytest.mark.anyio

ROWS = (
    {"id": "returns", "title": "Returns", "body": "=Thirty days.", "questions": ["how long", "-"]},
    {"id": "returns", "title": "退货", "body": "三十天。", "locale": "zh"},
    {"id": "old", "title": "Old", "body": "Gone.", "valid_until": "2027-01-31"},
    {"id": "note", "title": "Soft", "body": "Go up.", "tier": "community", "author": "Mia",
     "date": "2026-03-01", "product_id": "p1", "sponsored": True},
)  # fmt: skip


@pytest.fixture
async def other(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Database]:
    """Another shop's database, empty."""
    file = tmp_path / "other.db"
    shutil.copy(migrated_file, file)
    opened = without_fsync(open_database(f"sqlite+aiosqlite:///{file}"))
    yield opened
    await opened.dispose()


async def take(
    database: Database, path: Path, clock: FakeClock, *, approved: bool = False
) -> ImportReport:
    read = read_articles(path)
    assert read.problems == ()
    return await import_articles(
        database.writer, read, rules=ImportRules(approved=approved), clock=clock
    )


async def everything(database: Database) -> dict[str, tuple[str, object, object]]:
    async with database.reader() as session:
        keys = (await session.scalars(Article.__table__.select())).all()
        found: list[ArticleDetail] = [await article_detail(session, key) for key in keys]
    return {one.key: (one.state, one.content, one.live) for one in found}


def write(path: Path) -> None:
    path.write_text("\n".join(json.dumps(row) for row in ROWS))


async def filled(database: Database, path: Path, clock: FakeClock) -> None:
    write(path)
    await take(database, path, clock)
    async with database.writer.begin() as session:
        await save_draft(
            session, key="en:returns", version=1, content=RETURNS, editor="Mo", at=clock()
        )
        await archive_article(session, key="en:old", version=1, at=clock())


async def test_everything_comes_back_as_it_was(
    database: Database, other: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await filled(database, tmp_path / "first.jsonl", clock)
    written = tmp_path / "all.jsonl"
    written.write_text("".join([line async for line in exported_json_lines(database.reader)]))
    report = await take(other, written, clock)
    assert (report.created, report.problems) == (4, ())
    assert await everything(other) == await everything(database)
    assert (await everything(other))["en:note"][2] is None
    again = await take(other, written, clock)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)
    assert await everything(other) == await everything(database)


async def test_the_spreadsheet_comes_back_without_making_a_draft_live(
    database: Database, other: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await filled(database, tmp_path / "first.jsonl", clock)
    written = tmp_path / "all.csv"
    text = "".join([line async for line in exported_csv(database.reader)])
    written.write_text(text, newline="")
    await take(other, written, clock)
    before, after = await everything(database), await everything(other)
    assert {key: content for key, (_, content, _) in after.items()} == {
        key: content for key, (_, content, _) in before.items()
    }
    assert after["en:returns"][2] is None
    assert after["zh:returns"][2] is not None


async def test_a_file_cannot_approve_its_own_notes(
    other: Database, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**ROWS[3], "state": "published"}))
    report = await take(other, path, clock)
    assert report.waiting == 1
    assert (await everything(other))["en:note"][2] is None
