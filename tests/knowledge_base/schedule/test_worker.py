"""Publishing at a planned moment: at the time, after a restart, and once."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from knowledge_base.articles.errors import ArticleContentError, ArticleStaleError
from knowledge_base.articles.repository import knowledge_revision
from knowledge_base.articles.schemas import ArticleDetail
from knowledge_base.articles.service import (
    archive_article,
    article_detail,
    create_article,
    publish_article,
    save_draft,
)
from knowledge_base.history.models import ArticleDeed
from knowledge_base.index.view import IndexView
from knowledge_base.schedule.service import schedule_article, unschedule_article
from knowledge_base.schedule.worker import PublishWorker
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)
SALE = dataclasses.replace(RETURNS, title="Sale", body="Everything is 20 % off.")


class Shop:
    """Articles with plans, and as many workers on them as wished."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.database = database
        self.clock = clock
        self.woken = 0
        self.rung = asyncio.Event()

    def worker(self) -> PublishWorker:
        return PublishWorker(
            writer=self.database.writer,
            reader=self.database.reader,
            clock=self.clock,
            on_published=self._wake,
        )

    def _wake(self) -> None:
        self.woken += 1
        self.rung.set()

    async def planned(self, article_id: str, in_: timedelta = HOUR) -> ArticleDetail:
        at = self.clock()
        async with self.database.writer.begin() as session:
            made = await create_article(
                session, article_id=article_id, locale="en", content=SALE, editor="Mo", at=at
            )
            return await schedule_article(
                session, key=made.key, version=1, publish_at=at + in_, editor="Mo", at=at
            )

    async def detail(self, key: str) -> ArticleDetail:
        async with self.database.reader() as session:
            return await article_detail(session, key)

    async def deeds(self, deed: str) -> int:
        async with self.database.reader() as session:
            query = select(func.count()).where(ArticleDeed.deed == deed)
            return await session.scalar(query) or 0


@pytest.fixture
def shop(database: Database, clock: FakeClock) -> Shop:
    return Shop(database, clock)


async def test_it_goes_live_at_its_moment_and_not_before(shop: Shop, clock: FakeClock) -> None:
    planned = await shop.planned("sale")
    assert (planned.state, planned.publish_at, planned.scheduled_by) == (
        "draft", clock() + HOUR, "Mo",
    )  # fmt: skip
    clock.advance(3599)
    assert await shop.worker().look() == 0
    clock.advance(1)
    assert await shop.worker().look() == 1
    live = await shop.detail("en:sale")
    assert (live.state, live.live, live.publish_at) == ("published", SALE, None)
    assert live.published_at == clock()
    assert shop.woken == 1
    assert await shop.worker().look() == 0


async def test_what_became_due_while_nothing_ran_is_published_at_the_start(
    shop: Shop, clock: FakeClock
) -> None:
    await shop.planned("sale")
    clock.advance(86_400)
    running = asyncio.create_task(shop.worker().run())
    async with asyncio.timeout(30):
        await shop.rung.wait()
    running.cancel()
    assert (await shop.detail("en:sale")).state == "published"


async def test_many_workers_publish_each_article_once(shop: Shop, clock: FakeClock) -> None:
    for number in range(30):
        await shop.planned(f"sale-{number}")
    clock.advance(3600)
    done = await asyncio.gather(*(shop.worker().look() for _ in range(5)))
    assert sum(done) == 30
    assert await shop.deeds("published") == 30


async def test_just_the_planned_text_goes_live_and_later_drafts_wait(
    shop: Shop, database: Database, clock: FakeClock
) -> None:
    await shop.planned("sale")
    later = dataclasses.replace(SALE, body="Everything is 30 % off.")
    async with database.writer.begin() as session:
        await save_draft(session, key="en:sale", version=1, content=later, editor="Li", at=clock())
    clock.advance(3600)
    await shop.worker().look()
    detail = await shop.detail("en:sale")
    assert (detail.live, detail.content, detail.has_draft) == (SALE, later, True)


async def test_a_plan_ends_when_it_is_dropped_or_overtaken(
    shop: Shop, database: Database, clock: FakeClock
) -> None:
    for name in ("dropped", "archived", "overtaken"):
        await shop.planned(name)
    async with database.writer.begin() as session:
        await unschedule_article(session, key="en:dropped", editor="Mo", at=clock())
        await archive_article(session, key="en:archived", version=1, at=clock())
        await publish_article(session, key="en:overtaken", version=1, at=clock())
    clock.advance(3600)
    assert await shop.worker().look() == 0
    states = [(await shop.detail(f"en:{one}")).state for one in ("dropped", "archived")]
    assert states == ["draft", "archived"]


async def test_a_plan_needs_a_moment_ahead_and_the_newest_text(
    shop: Shop, database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        wish = {"key": "en:returns", "editor": "Mo", "at": clock()}
        with pytest.raises(ArticleContentError):
            await schedule_article(session, version=1, publish_at=clock(), **wish)  # type: ignore[arg-type]
        with pytest.raises(ArticleStaleError):
            await schedule_article(session, version=2, publish_at=clock() + HOUR, **wish)  # type: ignore[arg-type]


async def test_the_search_keeps_to_the_moments_of_a_text_without_a_new_index(
    encoder: object, database: Database, clock: FakeClock, publish: Publish, tmp_path: object
) -> None:
    view = IndexView(tmp_path / "i", encoder, database.reader, clock=clock)  # type: ignore[operator, arg-type]
    search = KnowledgeSearch(view)
    content = dataclasses.replace(
        RETURNS, valid_from=clock() + HOUR, valid_until=clock() + 2 * HOUR
    )
    await publish("returns", content)
    await view.refresh()
    found = []
    try:
        for _ in range(3):
            result = await search.search("how many days do I have to send something back")
            found.append(result.answered)
            clock.advance(3600)
        async with database.reader() as session:
            assert await knowledge_revision(session) == 1
    finally:
        await view.close()
    assert found == [False, True, False]
