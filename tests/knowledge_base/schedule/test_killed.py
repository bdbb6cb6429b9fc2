"""A plan whose process dies at any statement is carried out whole or not at all, and taken up."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import article_detail, create_article
from knowledge_base.history.models import ArticleDeed
from knowledge_base.notes.models import NoteDecision
from knowledge_base.schedule.service import schedule_article
from knowledge_base.schedule.worker import PublishWorker
from shopbell.database import Database, open_database
from shopbell.settings import CHECKOUT
from tests.conftest import FakeClock, without_fsync

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.timeout(120)]

KEY = "en:note"
NOTE = ArticleContent("Soft", "Go up one size.", tier=Tier.COMMUNITY, author="Mia")


async def state(database: Database) -> tuple[bool, bool, int, int]:
    """Whether it is live, whether it is planned, how often it was published and decided about."""
    async with database.reader() as session:
        detail = await article_detail(session, KEY)
        deeds = select(func.count()).where(ArticleDeed.deed == "published")
        return (
            detail.live is not None,
            detail.publish_at is not None,
            await session.scalar(deeds) or 0,
            await session.scalar(select(func.count()).select_from(NoteDecision)) or 0,
        )


async def test_killed_at_each_statement_it_is_done_once_or_not_and_taken_up_again(
    database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    async with database.writer.begin() as session:
        await create_article(
            session, article_id="note", locale="en", content=NOTE, editor="Mo", at=clock()
        )
        await schedule_article(
            session, key=KEY, version=1, editor="Mo", at=clock(),
            publish_at=clock().replace(hour=13),
        )  # fmt: skip
    await database.dispose()
    program = "tests.knowledge_base.schedule.killed_plan"
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", program, str(tmp_path / "shopbell.db"),
        cwd=CHECKOUT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    printed, _ = await running.communicate()
    assert running.returncode == 0
    ends = [json.loads(line) for line in printed.splitlines()]
    assert [end["killed"] for end in ends] == [True] * (len(ends) - 1) + [False]
    clock.advance(7_200)
    done, undone = (True, False, 1, 1), (False, True, 0, 0)
    found = []
    for end in ends:
        left = without_fsync(open_database(f"sqlite+aiosqlite:///{end['file']}"))
        found.append(await state(left))
        worker = PublishWorker(
            writer=left.writer, reader=left.reader, clock=clock, on_published=lambda: None
        )
        await worker.look()
        assert await state(left) == done
        await left.dispose()
    print(f"{len(ends) - 1} deaths: {found.count(undone)} not done, {found.count(done)} done")
    assert set(found) == {done, undone}
