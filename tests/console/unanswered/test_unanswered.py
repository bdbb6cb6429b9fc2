from __future__ import annotations

import pytest

from conversations.asked.service import OpenQuestions, keep_question, open_questions
from conversations.models import Conversation
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio

UNANSWERED = "/api/console/unanswered"


async def waiting(desk: Desk) -> OpenQuestions:
    async with desk.database.reader() as session:
        return await open_questions(session, limit=10, offset=0)


async def test_settling_takes_a_question_off_in_all_its_spellings(
    desk: Desk, clock: FakeClock, boss: Browser
) -> None:
    conversation_id = await desk.conversation("hello")
    async with desk.database.writer.begin() as session:
        conversation = await session.get_one(Conversation, conversation_id)
        for text in ("gift wrap?", "to the moon", "To the moon?"):
            clock.advance(1)
            keep_question(session, conversation=conversation, text=text, at=clock())
    moon = (await waiting(desk)).items[0]
    assert (moon.text, moon.times, moon.conversation) == ("To the moon?", 2, conversation_id)
    assert (await boss.post(f"{UNANSWERED}/{moon.id}/settle")).status_code == 204
    assert [left.text for left in (await waiting(desk)).items] == ["gift wrap?"]


async def test_one_that_is_not_there(boss: Browser) -> None:
    assert (await boss.post(f"{UNANSWERED}/{'0' * 32}/settle")).status_code == 404


async def test_agents_who_do_not_write_articles_settle_nothing(ana: Browser) -> None:
    assert (await ana.post(f"{UNANSWERED}/{'0' * 32}/settle")).status_code == 403
