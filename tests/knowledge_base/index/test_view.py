from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import (
    archive_article,
    create_article,
    publish_article,
    save_draft,
)
from knowledge_base.index.encoder import Calibration, Encoder
from knowledge_base.index.view import IndexView
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio

ALL = ("official", "product", "community")


class CountingEncoder:
    """The real encoder, remembering what it was given."""

    def __init__(self, inner: Encoder, name: str | None = None) -> None:
        self._inner = inner
        self._name = name or inner.name
        self.texts: list[str] = []

    @property
    def name(self) -> str:
        return self._name

    def encode(self, texts: Sequence[str], *, locale: str) -> NDArray[np.float32]:
        self.texts += texts
        return self._inner.encode(texts, locale=locale)

    def calibration(self, locale: str) -> Calibration:
        return self._inner.calibration(locale)


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to hold")


async def found_ids(view: IndexView, text: str, locale: str = "en", **more: str | int) -> list[str]:
    found = await view.find(text, locale=locale, tiers=ALL, **more)
    return [scored.draft.article_id for scored in found]


async def test_only_what_is_published_is_found(
    view: IndexView, database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        await create_article(
            session, article_id="draft", locale="en", content=RETURNS, editor="Mo", at=clock()
        )
    await view.refresh()
    assert await found_ids(view, "sending something back") == ["returns"]
    assert view.status.ready
    assert (view.status.revision, view.status.articles, view.status.waiting) == (1, 1, 0)


async def test_an_edit_is_found_after_its_publishing_and_not_before(
    view: IndexView, database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    await view.refresh()
    longer = dataclasses.replace(RETURNS, body="You can return unworn items within 60 days.")
    async with database.writer.begin() as session:
        await save_draft(session, key=live.key, version=1, content=longer, editor="Li", at=clock())
    await view.refresh()
    (found,) = await view.find("return", locale="en", tiers=ALL)
    assert "30 days" in found.passage.shown
    async with database.writer.begin() as session:
        await publish_article(session, key=live.key, version=2, at=clock())
    await view.refresh()
    (found,) = await view.find("return", locale="en", tiers=ALL)
    assert "60 days" in found.passage.shown


async def test_an_archived_article_is_found_no_more(
    view: IndexView, database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    await view.refresh()
    async with database.writer.begin() as session:
        await archive_article(session, key=live.key, version=1, at=clock())
    await view.refresh()
    assert await found_ids(view, "sending something back") == []
    assert view.status.articles == 0


async def test_only_changed_texts_are_encoded_again(
    tmp_path: Path, encoder: Encoder, database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    await publish("hours", ArticleContent(title="Opening hours", body="Nine to five."))
    counting = CountingEncoder(encoder)
    view = IndexView(tmp_path / "counted", counting, database.reader)
    await view.refresh()
    counting.texts.clear()
    one_more = dataclasses.replace(RETURNS, questions=(*RETURNS.questions, "is it too late"))
    async with database.writer.begin() as session:
        await save_draft(
            session, key=live.key, version=1, content=one_more, editor="Li", at=clock()
        )
        await publish_article(session, key=live.key, version=2, at=clock())
    await view.refresh()
    assert counting.texts == ["is it too late"]
    await view.close()


async def test_a_restart_encodes_nothing_and_finds_the_same(
    tmp_path: Path, encoder: Encoder, database: Database, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await publish("returns", dataclasses.replace(RETURNS, title="退货期限"), "zh")
    first = IndexView(tmp_path / "kept", encoder, database.reader)
    await first.refresh()
    await first.close()
    counting = CountingEncoder(encoder)
    second = IndexView(tmp_path / "kept", counting, database.reader)
    await second.refresh()
    assert counting.texts == ["ready", "ready"], "only the models were warmed, one per locale"
    assert await found_ids(second, "sending something back") == ["returns"]
    await second.close()


async def test_what_was_withdrawn_while_the_process_was_away_is_gone_at_its_start(
    tmp_path: Path, encoder: Encoder, database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    first = IndexView(tmp_path / "kept", encoder, database.reader)
    await first.refresh()
    await first.close()
    async with database.writer.begin() as session:
        await archive_article(session, key=live.key, version=1, at=clock())
    second = IndexView(tmp_path / "kept", encoder, database.reader)
    assert await found_ids(second, "sending something back") == []
    await second.refresh()
    assert await found_ids(second, "sending something back") == []
    await second.close()


async def test_another_model_makes_all_vectors_anew(
    tmp_path: Path, encoder: Encoder, database: Database, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    first = IndexView(tmp_path / "kept", encoder, database.reader)
    await first.refresh()
    await first.close()
    other = CountingEncoder(encoder, name="another model")
    second = IndexView(tmp_path / "kept", other, database.reader)
    await second.refresh()
    assert len(other.texts) == 3 + len(["ready"])
    await second.close()


async def test_a_changed_tier_moves_the_article(
    view: IndexView, database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    await view.refresh()
    as_note = dataclasses.replace(RETURNS, tier=Tier.COMMUNITY)
    async with database.writer.begin() as session:
        await save_draft(session, key=live.key, version=1, content=as_note, editor="L", at=clock())
        await publish_article(session, key=live.key, version=2, at=clock())
    await view.refresh()
    assert await view.find("return", locale="en", tiers=("official",)) == []
    assert len(await view.find("return", locale="en", tiers=("community",))) == 1


async def test_a_product_narrows_to_what_is_written_about_it(
    view: IndexView, publish: Publish
) -> None:
    for product in ("dress", "serum"):
        content = ArticleContent(
            title="Care", body="Keep it cool and dry.", tier=Tier.PRODUCT, product_id=product
        )
        await publish(f"{product}-care", content)
    await publish("returns", RETURNS)
    await view.refresh()
    assert await found_ids(view, "how do I keep it", product_id="serum") == ["serum-care"]
    assert await found_ids(view, "how do I keep it", product_id="unknown") == []


async def test_an_exact_code_decides_between_articles_that_are_alike(
    view: IndexView, publish: Publish
) -> None:
    for number in range(301, 331):
        content = ArticleContent(
            title=f"Lipstick HG-{number}",
            body=f"HG-{number} is a vegan lipstick.",
            tier=Tier.PRODUCT,
        )
        await publish(f"lipstick-{number}", content)
    await view.refresh()
    asked = (303, 311, 317, 322, 329)
    first = [(await found_ids(view, f"is hg-{number} vegan?"))[0] for number in asked]
    assert first == [f"lipstick-{number}" for number in asked]


async def test_a_woken_view_is_up_to_date_without_waiting_for_its_next_look(
    tmp_path: Path,
    encoder: Encoder,
    database: Database,
    publish: Publish,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("knowledge_base.index.view.REFRESH_SECONDS", 3_600)
    view = IndexView(tmp_path / "woken", encoder, database.reader)
    keeping = asyncio.create_task(view.run())
    await until(lambda: view.status.ready)
    await publish("returns", RETURNS)
    view.wake()
    await until(lambda: view.status.revision == 1)
    assert await found_ids(view, "sending something back") == ["returns"]
    keeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await keeping
    await view.close()


async def test_what_another_process_published_is_found_without_being_woken(
    view: IndexView, publish: Publish
) -> None:
    keeping = asyncio.create_task(view.run())
    await until(lambda: view.status.ready)
    await publish("returns", RETURNS)
    await until(lambda: view.status.revision == 1)
    assert await found_ids(view, "sending something back") == ["returns"]
    keeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await keeping


async def test_a_view_that_cannot_read_the_database_says_so_and_recovers(
    tmp_path: Path, encoder: Encoder, database: Database, publish: Publish
) -> None:
    class Unreachable:
        down = True

        def __call__(self) -> object:
            if self.down:
                raise OSError("database gone")
            return database.reader()

    reader = Unreachable()
    view = IndexView(tmp_path / "down", encoder, reader)
    await publish("returns", RETURNS)
    keeping = asyncio.create_task(view.run())
    await until(lambda: view.status.failing)
    reader.down = False
    view.wake()
    await until(lambda: view.status.ready)
    assert not view.status.failing
    keeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await keeping
    await view.close()


async def test_searches_are_answered_while_a_long_build_goes_on(
    tmp_path: Path, encoder: Encoder, database: Database, publish: Publish
) -> None:
    for number in range(20):
        body = f"You can return item {number} within 30 days of delivery."
        await publish(f"returns-{number:02}", dataclasses.replace(RETURNS, body=body))
    seen: list[int] = []
    view = IndexView(
        tmp_path / "long", encoder, database.reader, on_progress=lambda done, _: seen.append(done)
    )
    building = asyncio.create_task(view.refresh())
    partial = 0
    while not building.done():
        found = await view.find("sending something back", locale="en", tiers=ALL, most=50)
        partial += 0 < len(found) < 20
        await asyncio.sleep(0)
    await building
    assert partial > 0
    assert seen == [16, 20]
    await view.close()


async def test_a_database_that_went_back_in_time_is_followed(
    view: IndexView, database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await publish("hours", ArticleContent(title="Opening hours", body="Nine to five."))
    await view.refresh()
    async with database.writer.begin() as session:
        connection = await session.connection()
        for part in ("article_versions", "article_deeds"):
            await connection.exec_driver_sql(f"DELETE FROM {part} WHERE article_key='en:hours'")
        await connection.exec_driver_sql("DELETE FROM articles WHERE key='en:hours'")
        await connection.exec_driver_sql("UPDATE knowledge_revision SET number = 1")
    await view.refresh()
    assert view.status.articles == 1
    assert await found_ids(view, "when are you open") == ["returns"]


async def test_a_withdrawal_does_not_wait_for_the_end_of_a_long_build(
    tmp_path: Path,
    encoder: Encoder,
    database: Database,
    clock: FakeClock,
    publish: Publish,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("knowledge_base.index.view.REFRESH_SECONDS", 0.0)
    first = await publish("a-note", RETURNS)
    for number in range(60):
        await publish(f"note-{number:02}", dataclasses.replace(RETURNS, title=f"Note {number}"))
    during: list[list[str]] = []
    view = IndexView(tmp_path / "long", encoder, database.reader)
    building = asyncio.create_task(view.refresh())
    await until(lambda: view.status.articles > 0)
    async with database.writer.begin() as session:
        await archive_article(session, key=first.key, version=1, at=clock())
    while not building.done():
        during.append(await found_ids(view, "sending something back", most=80))
        await asyncio.sleep(0)
    assert "a-note" not in during[-1]
    await view.close()


async def test_what_has_run_out_is_said_no_more(
    tmp_path: Path, encoder: Encoder, database: Database, clock: FakeClock, publish: Publish
) -> None:
    ends = clock() + dt.timedelta(hours=1)
    sale = ArticleContent(title="Winter sale", body="Boots are half price.", valid_until=ends)
    await publish("sale", sale)
    view = IndexView(tmp_path / "sale", encoder, database.reader, clock=clock)
    await view.refresh()
    assert await found_ids(view, "are boots reduced") == ["sale"]
    clock.advance(3_601)
    assert await found_ids(view, "are boots reduced") == []
    await view.close()


async def test_notes_that_say_the_same_are_told_once_and_numbers_make_a_difference(
    view: IndexView, publish: Publish
) -> None:
    for note, body in enumerate(("Runs small.", "Runs small.", "Size 36 fits.", "Size 38 fits.")):
        content = ArticleContent(
            title="Maren dress", body=body, tier=Tier.COMMUNITY, product_id="maren"
        )
        await publish(f"note-{note}", content)
    await view.refresh()
    found = await found_ids(view, "which size should I take", product_id="maren")
    assert sorted(found) in (["note-0", "note-2", "note-3"], ["note-1", "note-2", "note-3"])
