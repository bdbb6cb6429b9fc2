from __future__ import annotations

import asyncio
import dataclasses

import pytest

from knowledge_base.articles.errors import ArticleStaleError
from knowledge_base.articles.service import article_detail, save_draft
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.timeout(600)]

WRITERS = 50
ARTICLES = 10


@pytest.mark.parametrize("edits", [10, pytest.param(100, marks=pytest.mark.soak)])
async def test_fifty_writers_of_ten_articles_lose_no_edit(
    edits: int, database: Database, clock: FakeClock, publish: Publish
) -> None:
    keys = [(await publish(f"article-{number}", RETURNS)).key for number in range(ARTICLES)]
    refused = 0

    async def add_line(key: str, line: str) -> None:
        """As a person does: read, add a line, save; when refused, add it to the newer text."""
        nonlocal refused
        async with database.reader() as session:
            read = await article_detail(session, key)
        content, version = read.content, read.version
        while True:
            mine = dataclasses.replace(content, body=f"{content.body}\n{line}")
            try:
                async with database.writer.begin() as session:
                    await save_draft(
                        session, key=key, version=version, content=mine, editor=line, at=clock()
                    )
            except ArticleStaleError as stale:
                content, version = stale.theirs, stale.version
                refused += 1
            else:
                return

    async def write(writer: int) -> None:
        for edit in range(edits):
            await add_line(keys[(writer + edit) % ARTICLES], f"writer {writer} edit {edit}")

    await asyncio.gather(*(write(writer) for writer in range(WRITERS)))

    found: list[str] = []
    versions = 0
    for key in keys:
        async with database.reader() as session:
            detail = await article_detail(session, key)
        found += [line for line in detail.content.body.splitlines() if line.startswith("writer")]
        versions += detail.version - 1
    expected = {
        f"writer {writer} edit {edit}" for writer in range(WRITERS) for edit in range(edits)
    }
    assert set(found) == expected
    assert len(found) == versions == WRITERS * edits
    assert refused > 0, "the writers never met, so nothing was shown"
