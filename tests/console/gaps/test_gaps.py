"""Gaps in the console: seen, written for and dismissed by admins only."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import select

from conversations.asked.service import keep_question
from conversations.gaps.placing import Meaning, place_questions
from conversations.models import AskedQuestion, Conversation
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio

GAPS = "/api/console/gaps"
ARTICLE = {"id": "moon", "title": "The moon", "body": "Not yet.", "questions": []}


async def asked(desk: Desk, clock: FakeClock, *texts: str) -> None:
    """All of them mean the same."""
    conversation_id = await desk.conversation("hello")
    async with desk.database.writer.begin() as session:
        conversation = await session.get_one(Conversation, conversation_id)
        for text in texts:
            clock.advance(1)
            keep_question(session, conversation=conversation, text=text, at=clock(), seq=1)
        await session.flush()
        meaning = np.array([1.0, 0.0], np.float32)
        waiting = await session.scalars(select(AskedQuestion.id))
        await place_questions(
            session, [Meaning(one, "en", meaning) for one in waiting], model="m",
            joins_from=0.8, at=clock(),
        )  # fmt: skip


async def test_a_gap_is_written_for_and_then_stands_with_its_article(
    desk: Desk, clock: FakeClock, boss: Browser
) -> None:
    await asked(desk, clock, "Moon", "to the moon?", "moon?")
    answer = (await boss.get(GAPS)).json()
    (gap,) = answer["items"]
    assert (answer["total"], answer["waiting"], gap["times"]) == (1, 0, 3)
    assert (gap["article"], gap["effect"], gap["trend"]) == (None, None, "new")
    draft = (await boss.get(f"{GAPS}/{gap['id']}/draft")).json()
    assert draft["questions"] == ["moon?", "to the moon?"]
    assert (draft["title"], draft["body"], draft["answers"]) == ("Moon?", "", [])
    link = f"{GAPS}/{gap['id']}/article"
    assert (await boss.post(link, json={"article": "en:moon"})).status_code == 404
    await boss.post("/api/console/articles", json=ARTICLE)
    assert (await boss.post(link, json={"article": "en:moon"})).status_code == 204
    assert (await boss.get(GAPS)).json()["total"] == 0
    (written,) = (await boss.get(GAPS, params={"state": "written"})).json()["items"]
    assert written["article"] == {"id": "en:moon", "title": "The moon", "state": "draft"}
    assert written["written_by"] == "Boss"


async def test_a_gap_is_dismissed_and_put_back(desk: Desk, clock: FakeClock, boss: Browser) -> None:
    await asked(desk, clock, "moon?")
    (gap,) = (await boss.get(GAPS)).json()["items"]
    for deed, state in (("dismiss", "dismissed"), ("restore", "open")):
        assert (await boss.post(f"{GAPS}/{gap['id']}/{deed}")).status_code == 204
        assert (await boss.get(GAPS, params={"state": state})).json()["total"] == 1


async def test_gaps_that_are_not_there_and_people_who_write_no_articles(
    boss: Browser, ana: Browser
) -> None:
    gap = f"{GAPS}/{'0' * 32}"
    assert (await boss.get(f"{gap}/draft")).status_code == 404
    assert (await boss.post(f"{gap}/dismiss")).status_code == 404
    for answer in (
        await ana.get(GAPS),
        await ana.get(f"{gap}/draft"),
        await ana.post(f"{gap}/dismiss"),
        await ana.post(f"{gap}/restore"),
        await ana.post(f"{gap}/article", json={"article": "en:moon"}),
    ):
        assert answer.status_code == 403
