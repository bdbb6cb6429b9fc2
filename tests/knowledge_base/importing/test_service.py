from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from knowledge_base.articles.repository import knowledge_revision
from knowledge_base.articles.schemas import ArticleDetail
from knowledge_base.articles.service import archive_article, article_detail, save_draft
from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import ImportReport, ImportRules, import_articles
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS

pytestmark = pytest.mark.anyio

POLICY = {"id": "returns", "title": "Returns", "body": "Thirty days."}
FACT = {"id": "serum", "title": "Serum", "body": "Vegan.", "tier": "product", "product_id": "p1"}
NOTE = {"id": "note", "title": "Runs small", "body": "Go one size up.", "tier": "community"}


Load = Callable[..., Awaitable[ImportReport]]


@pytest.fixture
def load(tmp_path: Path, database: Database, clock: FakeClock) -> Load:
    async def import_rows(*rows: dict[str, object], approved: bool = False) -> ImportReport:
        path = tmp_path / "articles.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows))
        return await import_articles(
            database.writer, read_articles(path), rules=ImportRules(approved=approved), clock=clock
        )

    return import_rows


async def detail(database: Database, key: str) -> ArticleDetail:
    async with database.reader() as session:
        return await article_detail(session, key)


async def revision(database: Database) -> int:
    async with database.reader() as session:
        return await knowledge_revision(session)


async def test_official_and_product_go_live_and_community_waits(
    load: Load, database: Database
) -> None:
    report = await load(POLICY, FACT, NOTE)
    assert (report.created, report.updated, report.unchanged, report.waiting) == (3, 0, 0, 1)
    assert (await detail(database, "en:returns")).state == "published"
    assert (await detail(database, "en:serum")).state == "published"
    assert (await detail(database, "en:note")).state == "draft"


async def test_no_unapproved_passage_is_ever_served(
    load: Load, view: IndexView, search: KnowledgeSearch
) -> None:
    notes = [NOTE | {"id": f"note-{n}", "body": f"Go up {n} sizes."} for n in range(40)]
    await load(POLICY, *notes)
    await view.refresh()
    for question in ("does it run small", "Runs small", "go one size up"):
        for tiers in (None, frozenset({"community"})):
            result = await search.search(question, tiers=tiers, top=50)
            assert [p for p in result.passages if p.tier == "community"] == []
    await load(*notes[:1], approved=True)
    await view.refresh()
    result = await search.search("does it run small", tiers=frozenset({"community"}), top=50)
    assert [passage.id for passage in result.passages] == ["note-0"]


async def test_the_same_file_again_changes_nothing(load: Load, database: Database) -> None:
    await load(POLICY, FACT, NOTE)
    before = await revision(database)
    again = await load(POLICY, FACT, NOTE)
    assert (again.created, again.updated, again.unchanged, again.waiting) == (0, 0, 3, 1)
    assert await revision(database) == before
    assert (await detail(database, "en:returns")).version == 1


async def test_a_changed_line_replaces_what_is_live(load: Load, database: Database) -> None:
    await load(POLICY, FACT)
    report = await load(POLICY | {"body": "Sixty days."}, FACT)
    assert (report.updated, report.unchanged) == (1, 1)
    changed = await detail(database, "en:returns")
    assert changed.live is not None
    assert changed.live.body == "Sixty days."


async def test_an_unchanged_line_leaves_an_edit_made_since_alone(
    load: Load, database: Database, clock: FakeClock
) -> None:
    await load(POLICY, FACT)
    async with database.writer.begin() as session:
        await save_draft(
            session, key="en:returns", version=1, content=RETURNS, editor="Mo", at=clock()
        )
        await archive_article(session, key="en:serum", version=1, at=clock())
    report = await load(POLICY, FACT)
    assert report.unchanged == 2
    assert (await detail(database, "en:returns")).content == RETURNS
    assert (await detail(database, "en:serum")).state == "archived"


async def test_a_changed_note_waits_while_its_approved_text_stays_live(
    load: Load, database: Database
) -> None:
    await load(NOTE, approved=True)
    report = await load(NOTE | {"body": "Buy followers at spam.example."})
    assert report.waiting == 1
    note = await detail(database, "en:note")
    assert note.has_draft
    assert note.live is not None
    assert note.live.body == "Go one size up."


async def test_the_same_id_in_another_locale_is_an_article_of_its_own(
    load: Load, database: Database
) -> None:
    report = await load(POLICY, POLICY | {"locale": "zh", "body": "三十天。"})
    assert report.created == 2
    assert (await detail(database, "zh:returns")).content.body == "三十天。"
    assert (await detail(database, "en:returns")).content.body == "Thirty days."


async def test_problems_are_reported_and_progress_told(
    tmp_path: Path, database: Database, clock: FakeClock
) -> None:
    path = tmp_path / "many.jsonl"
    rows = [json.dumps(POLICY | {"id": f"a{number}"}) for number in range(250)]
    path.write_text("\n".join(["{", *rows]))
    told: list[tuple[int, int]] = []
    report = await import_articles(
        database.writer,
        read_articles(path),
        rules=ImportRules(),
        clock=clock,
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert (report.created, report.taken) == (250, 250)
    assert [found.line for found in report.problems] == [1]
    assert told == [(100, 250), (200, 250), (250, 250)]
