from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

import pytest

from knowledge_base.articles.errors import (
    ArticleContentError,
    ArticleExistsError,
    ArticleNotFoundError,
    ArticleStaleError,
)
from knowledge_base.articles.repository import knowledge_revision
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import (
    archive_article,
    article_detail,
    create_article,
    live_article,
    publish_article,
    published_article,
    save_draft,
)
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio

LONGER = dataclasses.replace(RETURNS, body="You can return unworn items within 60 days.")


async def revision_of(database: Database) -> int:
    async with database.reader() as session:
        return await knowledge_revision(session)


async def test_a_new_article_is_a_draft_that_nobody_gets(
    database: Database, clock: FakeClock
) -> None:
    async with database.writer.begin() as session:
        created = await create_article(
            session, article_id="returns", locale="EN", content=RETURNS, editor="Mo", at=clock()
        )
    assert (created.key, created.state, created.version) == ("en:returns", "draft", 1)
    assert created.live is None
    assert await revision_of(database) == 0
    async with database.reader() as session:
        with pytest.raises(ArticleNotFoundError):
            await published_article(session, article_id="returns", locales=("en",), at=clock())


async def test_a_draft_edit_leaves_what_is_live_alone_until_it_is_published(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        edited = await save_draft(
            session, key=live.key, version=1, content=LONGER, editor="Li", at=clock()
        )
    assert edited.has_draft
    assert edited.content == LONGER
    assert edited.live == RETURNS
    assert await revision_of(database) == 1
    async with database.reader() as session:
        shown = await published_article(session, article_id="returns", locales=("en",), at=clock())
    assert shown.content == RETURNS
    async with database.writer.begin() as session:
        await publish_article(session, key=live.key, version=2, at=clock())
    async with database.reader() as session:
        shown = await published_article(session, article_id="returns", locales=("en",), at=clock())
    assert shown.content == LONGER
    assert await revision_of(database) == 2


async def test_a_stale_save_changes_nothing_and_shows_both_texts(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    mine = dataclasses.replace(RETURNS, body="Mine.")
    async with database.writer.begin() as session:
        await save_draft(session, key=live.key, version=1, content=LONGER, editor="Li", at=clock())
    async with database.writer.begin() as session:
        with pytest.raises(ArticleStaleError) as refused:
            await save_draft(
                session, key=live.key, version=1, content=mine, editor="Mo", at=clock()
            )
    assert refused.value.yours == mine
    assert refused.value.theirs == LONGER
    assert refused.value.version == 2
    assert refused.value.code == "stale_version"
    async with database.reader() as session:
        assert (await article_detail(session, live.key)).content == LONGER


async def test_publishing_a_version_that_is_no_longer_the_newest_is_refused(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        await save_draft(session, key=live.key, version=1, content=LONGER, editor="Li", at=clock())
    for change in (publish_article, archive_article):
        with pytest.raises(ArticleStaleError) as refused:
            async with database.writer.begin() as session:
                await change(session, key=live.key, version=1, at=clock())
        assert (refused.value.yours, refused.value.theirs) == (RETURNS, LONGER)
    assert await revision_of(database) == 1


async def test_an_archived_article_is_gone_for_shoppers_and_can_come_back(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        archived = await archive_article(session, key=live.key, version=1, at=clock())
    assert (archived.state, archived.live) == ("archived", None)
    assert await revision_of(database) == 2
    async with database.writer.begin() as session:
        back = await publish_article(session, key=live.key, version=1, at=clock())
    assert (back.state, back.live) == ("published", RETURNS)
    assert await revision_of(database) == 3


async def test_publishing_what_is_live_already_raises_no_revision(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        await publish_article(session, key=live.key, version=1, at=clock())
    assert await revision_of(database) == 1


async def test_saving_the_same_text_again_makes_no_version(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        same = await save_draft(
            session, key=live.key, version=1, content=RETURNS, editor="Li", at=clock()
        )
    assert same.version == 1
    assert not same.has_draft


async def test_an_id_is_taken_once_per_locale(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    other = await publish("returns", dataclasses.replace(RETURNS, title="退货"), "zh-CN")
    assert other.key == "zh-cn:returns"
    with pytest.raises(ArticleExistsError):
        await publish("returns", RETURNS)


async def test_shoppers_get_the_first_of_their_locales_and_else_any(
    publish: Publish, database: Database, clock: FakeClock
) -> None:
    await publish("returns", RETURNS, "de")
    await publish("returns", dataclasses.replace(RETURNS, title="退货"), "zh")
    async with database.reader() as session:
        wanted = await published_article(
            session, article_id="returns", locales=("fr", "zh"), at=clock()
        )
        any_one = await published_article(
            session, article_id="returns", locales=("fr",), at=clock()
        )
    assert wanted.content.title == "退货"
    assert any_one.locale == "de"


async def test_every_bad_field_is_named_at_once(database: Database, clock: FakeClock) -> None:
    bad = ArticleContent(title=" ", body="", url="javascript:alert(1)", questions=("q" * 501,))
    async with database.writer.begin() as session:
        with pytest.raises(ArticleContentError) as refused:
            await create_article(
                session, article_id="x", locale="en", content=bad, editor="Mo", at=clock()
            )
    assert {field for field, _ in refused.value.problems} == {"title", "body", "url", "questions"}
    async with database.writer.begin() as session:
        with pytest.raises(ArticleContentError) as refused:
            await create_article(
                session, article_id="a b", locale="?", content=RETURNS, editor="Mo", at=clock()
            )
    assert {field for field, _ in refused.value.problems} == {"id", "locale"}


async def test_a_text_is_shown_from_its_first_moment_to_before_its_last(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    start, end = clock() + timedelta(hours=1), clock() + timedelta(hours=3)
    await publish("sale", dataclasses.replace(RETURNS, valid_from=start, valid_until=end))

    async def shown_at(at: datetime) -> bool:
        async with database.reader() as session:
            try:
                await published_article(session, article_id="sale", locales=("en",), at=at)
            except ArticleNotFoundError:
                return False
            return (await live_article(session, "en:sale", at=at))[0] is not None

    second = timedelta(seconds=1)
    assert [await shown_at(at) for at in (start - second, start, end - second, end)] == [
        False, True, True, False,
    ]  # fmt: skip


async def test_a_text_cannot_end_before_it_begins(publish: Publish, clock: FakeClock) -> None:
    with pytest.raises(ArticleContentError) as refused:
        await publish("sale", dataclasses.replace(RETURNS, valid_from=clock(), valid_until=clock()))
    assert [field for field, _ in refused.value.problems] == ["valid_until"]
