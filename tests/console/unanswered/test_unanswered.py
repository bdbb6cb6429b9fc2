from __future__ import annotations

import pytest

from conversations.asked.service import keep_question
from conversations.models import Conversation
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio

UNANSWERED = "/api/console/unanswered"


async def ask(desk: Desk, clock: FakeClock, *texts: str) -> str:
    conversation_id = await desk.conversation("hello")
    async with desk.database.writer.begin() as session:
        conversation = await session.get_one(Conversation, conversation_id)
        for text in texts:
            clock.advance(1)
            keep_question(session, conversation=conversation, text=text, at=clock())
    return conversation_id


async def test_an_empty_list(boss: Browser) -> None:
    assert (await boss.get(UNANSWERED)).json() == {"items": [], "total": 0}


async def test_the_most_asked_first_and_where_it_was_asked(
    desk: Desk, clock: FakeClock, boss: Browser
) -> None:
    asked = await ask(desk, clock, "gift wrap?", "to the moon", "To the moon?")
    answer = (await boss.get(UNANSWERED)).json()
    assert [(row["text"], row["times"], row["conversation"]) for row in answer["items"]] == [
        ("To the moon?", 2, asked), ("gift wrap?", 1, asked),
    ]  # fmt: skip
    assert answer["total"] == 2
    second = (await boss.get(UNANSWERED, params={"offset": 1, "limit": 1})).json()
    assert [row["text"] for row in second["items"]] == ["gift wrap?"]


async def test_settling_takes_it_off_the_list(desk: Desk, clock: FakeClock, boss: Browser) -> None:
    await ask(desk, clock, "to the moon", "To the moon?")
    (row,) = (await boss.get(UNANSWERED)).json()["items"]
    assert (await boss.post(f"{UNANSWERED}/{row['id']}/settle")).status_code == 204
    assert (await boss.get(UNANSWERED)).json()["total"] == 0


async def test_one_that_is_not_there(boss: Browser) -> None:
    assert (await boss.post(f"{UNANSWERED}/{'0' * 32}/settle")).status_code == 404


async def test_agents_who_do_not_write_articles_do_not_see_it(ana: Browser) -> None:
    assert (await ana.get(UNANSWERED)).status_code == 403
    assert (await ana.post(f"{UNANSWERED}/{'0' * 32}/settle")).status_code == 403
