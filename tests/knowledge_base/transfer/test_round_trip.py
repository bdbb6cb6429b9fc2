"""The whole export, put back elsewhere, gives the same state, history and plans among it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.articles.models import Tier
from knowledge_base.articles.repository import knowledge_revision, live_digests
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import (
    archive_article,
    create_article,
    publish_article,
    save_draft,
)
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.management.service import add_tag, remove_tag, set_owner, set_review
from knowledge_base.notes.marks import mark_notes
from knowledge_base.notes.review import approve_notes, quarantine_author
from knowledge_base.notes.schemas import NoteRef
from knowledge_base.pins.models import PinKind
from knowledge_base.pins.service import decide_pin, undo_pin
from knowledge_base.schedule.service import schedule_article
from knowledge_base.schedule.worker import PublishWorker
from knowledge_base.transfer.exporting import whole_lines
from knowledge_base.transfer.files import WholeWriter, read_whole
from knowledge_base.transfer.restoring import RestoreReport, restore_whole
from knowledge_base.usage.models import ArticleUsage
from shopbell.database import Database, open_database
from tests.conftest import FakeClock, without_fsync
from tests.knowledge_base.conftest import RETURNS

pytestmark = pytest.mark.anyio

DAY = dt.timedelta(days=1)
NOTE = ArticleContent("Soft", "Go up one size.", tier=Tier.COMMUNITY, author="Mia")


@pytest.fixture
async def other(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Database]:
    """Another shop's database, empty."""
    file = tmp_path / "other.db"
    shutil.copy(migrated_file, file)
    opened = without_fsync(open_database(f"sqlite+aiosqlite:///{file}"))
    yield opened
    await opened.dispose()


async def filled(database: Database, clock: FakeClock) -> None:
    """Something of everything that an admin may do with articles and notes."""
    who: dict[str, Any] = {"editor": "Mo", "at": clock()}
    async with database.writer.begin() as session:
        for name, content in (("returns", RETURNS), ("plan", RETURNS), ("old", RETURNS),
                              ("soft", NOTE), ("held", dataclasses.replace(NOTE, author="Bob")),
                              ("waits", dataclasses.replace(NOTE, title="Long"))):  # fmt: skip
            await create_article(session, article_id=name, locale="en", content=content, **who)
        await publish_article(session, key="en:returns", version=1, **who)
        clock.advance(60)
        for version, body in enumerate(("Thirty days.", "Forty days.", "=Fifty days."), start=1):
            text = dataclasses.replace(RETURNS, body=body, valid_until=clock() + DAY)
            await save_draft(
                session, key="en:returns", version=version, content=text, editor="Li", at=clock()
            )
        await add_tag(session, key="en:returns", tag="abroad", **who)
        await add_tag(session, key="en:returns", tag="gone", **who)
        await remove_tag(session, key="en:returns", tag="gone", **who)
        await set_owner(session, key="en:returns", owner="a" * 32, name="Ana", **who)
        await set_review(session, key="en:returns", review_on=dt.date(2027, 3, 1), **who)
        await schedule_article(session, key="en:plan", version=1, publish_at=clock() + DAY, **who)
        await archive_article(session, key="en:old", version=1, **who)
        pin: dict[str, Any] = {"author": "Mo", "at": clock()}
        undone = await decide_pin(
            session, article_key="en:returns", question="moon?", kind=PinKind.PIN, **pin
        )
        await undo_pin(session, undone.id, by="Li", at=clock())
        await decide_pin(
            session, article_key="en:soft", question="size?", kind=PinKind.DEMOTE, **pin
        )
        session.add(ArticleUsage(
            article_key="en:returns", day=clock().date(), served=4, liked=1, disliked=2
        ))  # fmt: skip
    await mark_notes(database.reader, database.writer)
    async with database.writer.begin() as session:
        await approve_notes(session, [NoteRef("en:soft", 1)], by="Ana", at=clock())
        await quarantine_author(session, "Bob", by="Ana", at=clock(), reason="spam")


async def whole(database: Database) -> list[str]:
    return [line async for line in whole_lines(database.reader)]


def packed(path: Path, lines: list[str]) -> Path:
    with path.open("wb") as out, closing(WholeWriter(out)) as writer:
        for line in lines:
            writer.write(line)
    return path


async def put_back(database: Database, path: Path) -> RestoreReport:
    return await restore_whole(database.writer, read_whole(path))


async def test_everything_is_as_it_was_elsewhere_and_the_second_time_changes_nothing(
    database: Database, other: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await filled(database, clock)
    lines = await whole(database)
    returns = next(one for one in map(json.loads, lines) if "en:returns" in str(one))
    assert [text["number"] for text in returns["versions"]] == [1, 2, 3, 4]
    assert [deed["deed"] for deed in returns["deeds"]] == [
        "published", "tagged", "tagged", "untagged", "owned", "review_set",
    ]  # fmt: skip
    path = packed(tmp_path / "all.zip", lines)
    report = await put_back(other, path)
    assert (report.restored, report.there, report.problems) == (6, 0, [])
    assert await whole(other) == lines
    async with database.reader() as here, other.reader() as there:
        assert await live_digests(there, since=-1) == [
            (key, digest) for key, digest in await live_digests(here, since=-1) if digest
        ]
        revision = await knowledge_revision(there)
    again = await put_back(other, path)
    assert (again.restored, again.there, again.problems) == (0, 6, [])
    assert await whole(other) == lines
    assert revision > 0


async def test_a_plan_that_was_put_back_is_kept(
    database: Database, other: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await filled(database, clock)
    await put_back(other, packed(tmp_path / "all.zip", await whole(database)))
    clock.advance(2 * DAY.total_seconds())
    worker = PublishWorker(
        writer=other.writer, reader=other.reader, clock=clock, on_published=lambda: None
    )
    assert await worker.look() == 1


async def test_what_is_there_is_left_alone_and_nothing_comes_back_of_a_held_author(
    database: Database, other: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await filled(database, clock)
    own = dataclasses.replace(RETURNS, body="Ours: ten days.")
    async with other.writer.begin() as session:
        await create_article(
            session, article_id="returns", locale="en", content=own, editor="Ada", at=clock()
        )
        await create_article(
            session, article_id="mine", locale="en", content=NOTE, editor="Ada", at=clock()
        )
    await mark_notes(other.reader, other.writer)
    async with other.writer.begin() as session:
        await quarantine_author(session, "MIA", by="Ada", at=clock())
    report = await put_back(other, packed(tmp_path / "all.zip", await whole(database)))
    assert (report.restored, report.there) == (4, 1)
    assert [problem.problem for problem in report.problems] == ["en:soft: its author is held here"]
    assert "Ours: ten days." in "".join(await whole(other))
    assert "Fifty days" not in "".join(await whole(other))


Harm = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "harm",
    [
        lambda one: one["versions"].pop(0),
        lambda one: one["versions"][0].update(url="javascript:alert(1)"),
        lambda one: one["versions"][0].update(title=""),
        lambda one: one["versions"][0].update(number="1"),
        lambda one: one["article"].update(key="en:another"),
        lambda one: one["article"].update(state="live"),
        lambda one: one["article"].update(live_version=9),
        lambda one: one["article"].update(created_at="yesterday"),
        lambda one: one["article"].pop("state"),
        lambda one: one["article"].update(more="x"),
        lambda one: one.update(more=[]),
        lambda one: one["tags"].append({"tag": "abroad"}),
        lambda one: one["deeds"].append("published"),
    ],
)
async def test_a_line_that_was_tampered_with_is_named_and_the_others_are_put_back(
    database: Database, other: Database, clock: FakeClock, tmp_path: Path, harm: Harm
) -> None:
    await filled(database, clock)
    lines = await whole(database)
    at = next(at for at, line in enumerate(lines) if "en:returns" in line)
    one = json.loads(lines[at])
    harm(one)
    lines[at] = json.dumps(one) + "\n"
    report = await put_back(other, packed(tmp_path / "all.zip", lines))
    assert [problem.line for problem in report.problems] == [at + 1]
    assert report.restored == 5
    assert "en:returns" not in "".join(await whole(other))


async def test_another_file_is_refused(other: Database, tmp_path: Path) -> None:
    plain = tmp_path / "plain.zip"
    plain.write_bytes(b"PK no")
    foreign = packed(tmp_path / "foreign.zip", ["{}\n"])
    newer = packed(tmp_path / "newer.zip", ['{"shopbell_knowledge": 2}\n'])
    for path in (plain, foreign, newer):
        with pytest.raises(ImportFileError):
            await put_back(other, path)
