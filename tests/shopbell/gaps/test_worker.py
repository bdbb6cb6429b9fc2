"""Questions are sorted by what they mean, with the index's own model."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.asked.service import keep_question, real_questions
from conversations.gaps.schemas import Gaps, GapState
from conversations.gaps.service import link_article, list_gaps
from conversations.models import Conversation
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.index.encoder import bundled_encoder
from knowledge_base.index.view import IndexView
from shopbell.database import Database
from shopbell.gaps.worker import GapWorker
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import published
from tests.prepared_encoder import prepared_encoder

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.timeout(600)]

MOON = ("do you ship to the moon?", "can you deliver to the moon", "shipping to the moon")
WRAP = ("is there gift wrapping", "can you gift wrap my order?")
WRAP_ZH = ("可以礼品包装吗", "有礼品包装吗？")
ADAY = timedelta(days=1)


@pytest.fixture
async def view(database: Database, tmp_path: Path) -> AsyncIterator[IndexView]:
    opened = IndexView(tmp_path / "index", bundled_encoder(prepared_encoder()), database.reader)
    yield opened
    await opened.close()


@pytest.fixture
def worker(database: Database, clock: FakeClock, view: IndexView) -> GapWorker:
    return GapWorker(
        writer=database.writer,
        reader=database.reader,
        view=view,
        clock=clock,
        monotonic=time.monotonic,
        kept_for=30 * ADAY,
    )


async def conversation_in(database: Database, clock: FakeClock) -> Conversation:
    async with database.writer.begin() as session:
        await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
        shopper, _ = await welcome_shopper(session, site="demo", at=clock())
        return await begin_conversation(session, shopper=shopper, locale="en", at=clock())


async def ask(database: Database, clock: FakeClock, *texts: str) -> None:
    conversation = await conversation_in(database, clock)
    async with database.writer.begin() as session:
        for text in texts:
            clock.advance(1)
            keep_question(session, conversation=conversation, text=text, at=clock())


async def gaps(database: Database, clock: FakeClock, state: GapState = GapState.OPEN) -> Gaps:
    async with database.reader() as session:
        return await list_gaps(session, state=state, limit=10, offset=0, now=clock())


async def test_wordings_of_one_meaning_meet_in_each_language(
    database: Database, clock: FakeClock, worker: GapWorker
) -> None:
    await ask(database, clock, *MOON, *WRAP, *WRAP_ZH)
    assert await worker.look() == 7
    found = await gaps(database, clock)
    assert sorted((gap.language, gap.times) for gap in found.items) == [
        ("en", 2), ("en", 3), ("zh", 2),
    ]  # fmt: skip
    assert found.waiting == 0
    assert await worker.look() == 0


async def test_the_effect_counts_from_when_shoppers_get_the_article(
    database: Database, clock: FakeClock, worker: GapWorker
) -> None:
    await ask(database, clock, *MOON)
    await worker.look()
    (gap,) = (await gaps(database, clock)).items
    content = ArticleContent("The moon", "We do not ship there yet.")
    async with database.writer.begin() as session:
        await link_article(session, gap.id, article_key="en:moon", by="Ada")
    await worker.look()
    (written,) = (await gaps(database, clock, GapState.WRITTEN)).items
    assert written.effect is None
    await published(database, "moon", content, "en", clock())
    await worker.look()
    (written,) = (await gaps(database, clock, GapState.WRITTEN)).items
    assert written.effect is not None
    assert (written.effect.since, written.effect.asked) == (clock(), 0)


async def test_questions_are_not_kept_for_ever(
    database: Database, clock: FakeClock, worker: GapWorker
) -> None:
    await ask(database, clock, "an old question")
    clock.advance(31 * ADAY.total_seconds())
    await ask(database, clock, "a young question")
    await worker.forget()
    async with database.reader() as session:
        left = await real_questions(session, most=10)
    assert [question.text for question in left] == ["a young question"]
