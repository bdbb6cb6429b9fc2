from __future__ import annotations

import asyncio

import pytest

from knowledge_base.articles.errors import ArticleContentError, ArticleNotFoundError
from knowledge_base.articles.service import article_detail
from knowledge_base.history.service import history_of
from knowledge_base.management.service import (
    MAX_TAGS,
    add_tag,
    all_tags,
    remove_tag,
    set_owner,
    set_review,
    tags_of,
)
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio
KEY = "en:returns"


async def test_tags_put_on_by_many_at_once_are_all_there(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)

    async def tag(number: int) -> bool:
        async with database.writer.begin() as session:
            return await add_tag(session, key=KEY, tag=f"t{number % 8}", editor="Mo", at=clock())

    done = await asyncio.gather(*(tag(number) for number in range(16)))
    assert sum(done) == 8
    async with database.reader() as session:
        assert list((await tags_of(session, [KEY]))[KEY]) == [f"t{n}" for n in range(8)]
        assert (await article_detail(session, KEY)).version == 1


async def test_a_tag_has_one_spelling_and_comes_off_again(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        wish = {"key": KEY, "editor": "Mo", "at": clock()}
        assert await add_tag(session, tag=" Summer  SALE", **wish)  # type: ignore[arg-type]
        assert not await add_tag(session, tag="summer sale", **wish)  # type: ignore[arg-type]
        assert await all_tags(session) == [("summer sale", 1)]
        assert await remove_tag(session, tag="SUMMER SALE", **wish)  # type: ignore[arg-type]
        assert not await remove_tag(session, tag="summer sale", **wish)  # type: ignore[arg-type]
        assert await all_tags(session) == []
        for bad in ("", "  ", "x" * 41, "a\x00b"):
            with pytest.raises(ArticleContentError):
                await add_tag(session, tag=bad, **wish)  # type: ignore[arg-type]
        for number in range(MAX_TAGS):
            await add_tag(session, tag=f"t{number}", **wish)  # type: ignore[arg-type]
        with pytest.raises(ArticleContentError):
            await add_tag(session, tag="one more", **wish)  # type: ignore[arg-type]
        with pytest.raises(ArticleNotFoundError):
            await add_tag(session, key="en:nothing", tag="x", editor="Mo", at=clock())


async def test_owner_and_review_date_are_noted_with_who_set_them(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    day = clock().date()
    async with database.writer.begin() as session:
        wish = {"key": KEY, "editor": "Mo", "at": clock()}
        assert await set_owner(session, owner="a1", name="Li", **wish)  # type: ignore[arg-type]
        assert not await set_owner(session, owner="a1", name="Li", **wish)  # type: ignore[arg-type]
        assert await set_review(session, review_on=day, **wish)  # type: ignore[arg-type]
        assert not await set_review(session, review_on=day, **wish)  # type: ignore[arg-type]
        detail = await article_detail(session, KEY)
        assert (detail.owner, detail.review_on, detail.version) == ("a1", day, 1)
        assert await set_review(session, review_on=None, **wish)  # type: ignore[arg-type]
        deeds = (await history_of(session, KEY)).deeds
    assert [(deed.deed, deed.by, deed.detail) for deed in deeds[:3]] == [
        ("review_set", "Mo", ""), ("review_set", "Mo", day.isoformat()), ("owned", "Mo", "Li"),
    ]  # fmt: skip
