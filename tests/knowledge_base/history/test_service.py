from __future__ import annotations

import dataclasses

import pytest

from knowledge_base.articles.errors import ArticleNotFoundError, ArticleStaleError
from knowledge_base.articles.service import archive_article, publish_article, save_draft
from knowledge_base.history.service import history_of, return_to, text_of
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio

LONGER = dataclasses.replace(RETURNS, body="60 days.")


async def test_every_version_is_kept_with_its_author_and_every_deed_with_its_doer(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    clock.advance(60)
    async with database.writer.begin() as session:
        key, at = "en:returns", clock()
        await save_draft(session, key=key, version=1, content=LONGER, editor="Li", at=at)
        await publish_article(session, key=key, version=2, at=at, editor="Ana")
        await archive_article(session, key=key, version=2, at=at, editor="Ben")
    async with database.reader() as session:
        history = await history_of(session, key)
        assert await text_of(session, key, 1) == RETURNS
        with pytest.raises(ArticleNotFoundError):
            await text_of(session, key, 3)
    assert [(v.number, v.editor, v.live) for v in history.versions] == [
        (2, "Li", False), (1, "Mo", False),
    ]  # fmt: skip
    assert [(d.deed, d.by, d.version) for d in history.deeds][:2] == [
        ("archived", "Ben", 2), ("published", "Ana", 2),
    ]  # fmt: skip


async def test_an_old_text_comes_back_as_the_newest_and_at_once_if_wished(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        wish = {"key": "en:returns", "editor": "Li", "at": clock()}
        await save_draft(session, version=1, content=LONGER, **wish)  # type: ignore[arg-type]
        await publish_article(session, version=2, **wish)  # type: ignore[arg-type]
        drafted = await return_to(session, version=2, to=1, publish=False, **wish)  # type: ignore[arg-type]
        assert (drafted.version, drafted.content, drafted.live) == (3, RETURNS, LONGER)
        back = await return_to(session, version=3, to=1, publish=True, **wish)  # type: ignore[arg-type]
    assert (back.version, back.live) == (3, RETURNS)
    async with database.reader() as session:
        assert await text_of(session, "en:returns", 2) == LONGER
        returned = [d for d in (await history_of(session, "en:returns")).deeds if d.detail == "1"]
    assert [(deed.deed, deed.version) for deed in returned] == [("returned", 3)]


async def test_going_back_over_somebodys_new_text_is_refused(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    async with database.writer.begin() as session:
        await save_draft(
            session, key="en:returns", version=1, content=LONGER, editor="Li", at=clock()
        )
        with pytest.raises(ArticleStaleError) as stale:
            await return_to(
                session, key="en:returns", version=1, to=1, publish=True, editor="Mo", at=clock()
            )
    assert (stale.value.yours, stale.value.theirs) == (RETURNS, LONGER)
