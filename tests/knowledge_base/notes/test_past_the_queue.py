"""Notes that go live past the queue: decided about all the same, and never of a held author."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from knowledge_base.articles.models import Article, Tier
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import create_article
from knowledge_base.notes.marks import mark_notes
from knowledge_base.notes.models import NoteDecision
from knowledge_base.notes.review import quarantine_author
from knowledge_base.schedule.service import schedule_article
from knowledge_base.schedule.worker import PublishWorker
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.conftest import boss, desk
from tests.console.desk import Browser

__all__ = ["boss", "desk"]

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)
ARTICLES = "/api/console/articles"


def note(author: str) -> ArticleContent:
    return ArticleContent("Soft", "Go up one size.", tier=Tier.COMMUNITY, author=author)


async def sent(database: Database, clock: FakeClock, **authors: str) -> None:
    async with database.writer.begin() as session:
        for name, author in authors.items():
            await create_article(
                session, article_id=name, locale="en", content=note(author), editor="shop",
                at=clock(),
            )  # fmt: skip
    await mark_notes(database.reader, database.writer)


async def decisions(database: Database) -> Sequence[tuple[str | None, str, str, str]]:
    async with database.reader() as session:
        found = await session.scalars(select(NoteDecision).order_by(NoteDecision.id))
        return [(one.article_key, one.decision, one.decided_by, one.reason) for one in found]


async def live(database: Database) -> set[str]:
    async with database.reader() as session:
        query = select(Article.id).where(Article.live_version.is_not(None))
        return set(await session.scalars(query))


@pytest.mark.parametrize("way", ["publish", "bulk"])
async def test_publishing_a_note_in_the_editor_is_a_decision_of_its_own(
    database: Database, clock: FakeClock, boss: Browser, way: str
) -> None:
    await sent(database, clock, first="Mia", same="Li")
    if way == "publish":
        answer = await boss.post(f"{ARTICLES}/en:first/publish", json={"version": 1})
    else:
        body = {"deed": "publish", "items": [{"id": "en:first", "version": 1}]}
        answer = await boss.post(f"{ARTICLES}/bulk", json=body)
    assert answer.is_success, answer.text
    assert await decisions(database) == [
        ("en:first", "approved", "Boss", ""),
        ("en:same", "duplicate", "Boss", "says the same as en:first"),
    ]
    await boss.post(f"{ARTICLES}/en:first/publish", json={"version": 1})
    assert len(await decisions(database)) == 2


@pytest.mark.parametrize("held_first", [True, False])
async def test_a_plan_puts_nothing_of_a_held_author_live(
    database: Database, clock: FakeClock, held_first: bool
) -> None:
    await sent(database, clock, spam="Bob", good="Mia")

    async def hold() -> None:
        async with database.writer.begin() as session:
            await quarantine_author(session, "bob", by="Ana", at=clock())

    if held_first:
        await hold()
    async with database.writer.begin() as session:
        for key in ("en:spam", "en:good"):
            await schedule_article(
                session, key=key, version=1, publish_at=clock() + HOUR, editor="Mo", at=clock()
            )
    if not held_first:
        await hold()
    clock.advance(3_600)
    worker = PublishWorker(
        writer=database.writer, reader=database.reader, clock=clock, on_published=lambda: None
    )
    assert await worker.look() == 1
    assert await live(database) == {"good"}
    assert ("en:good", "approved", "Mo", "as scheduled") in await decisions(database)
    clock.advance(3_600)
    assert await worker.look() == 0
