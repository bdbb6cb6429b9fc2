"""What an edit will change is told before it is done, and telling it changes nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from console.models import AgentRole
from conversations.asked.service import keep_question
from conversations.models import Conversation
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ARTICLES = "/api/console/articles"
REVIEW = "/api/console/review"
RETURNS = {
    "title": "Returns",
    "body": "You have 30 days to return something.",
    "questions": ["how many days do I have to return something"],
}
WRAPPING = {
    "title": "Gift wrapping",
    "body": "We wrap presents in moss green paper. Gift wrapping costs 5 USD a box.",
    "questions": ["do you offer gift wrapping"],
}


@pytest.fixture
async def view(database: Database, tmp_path: Path) -> AsyncIterator[IndexView]:
    opened = IndexView(tmp_path / "index", UniversalEncoder(), database.reader)
    yield opened
    await opened.close()


@pytest.fixture
async def boss(database: Database, clock: FakeClock, view: IndexView) -> Browser:
    """An admin of a shop with one article, in which two questions were asked."""
    desk = Desk(database, clock, view=view)
    boss = await desk.newcomer("Boss", AgentRole.ADMIN)
    await boss.post(ARTICLES, json={**RETURNS, "id": "returns"})
    await boss.post(f"{ARTICLES}/en:returns/publish", json={"version": 1})
    await view.refresh()
    asked = await desk.conversation("hello")
    async with database.writer.begin() as session:
        conversation = await session.get_one(Conversation, asked)
        for text in ("do you offer gift wrapping?", "Do you offer gift wrapping",
                     "how many days do I have to return something?"):  # fmt: skip
            keep_question(session, conversation=conversation, text=text, at=clock())
    return boss


async def review(boss: Browser, **proposal: Any) -> dict[str, Any]:
    answer = await boss.post(REVIEW, json=proposal)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_new_article_answers_what_was_not_answered(boss: Browser) -> None:
    found = await review(boss, text=WRAPPING)
    assert (found["asked"], found["own"]) == (2, 1)
    by_shoppers = [flip for flip in found["flips"] if not flip["own"]]
    (flip,) = by_shoppers
    assert (flip["kind"], flip["times"], flip["before"]) == ("gained", 2, None)
    assert "moss green" in flip["after"]["text"]
    assert (await boss.get(ARTICLES)).json()["total"] == 1


async def test_an_edit_shows_the_answer_now_and_then(boss: Browser) -> None:
    found = await review(boss, key="en:returns", text={**RETURNS, "body": "You have 60 days."})
    (flip,) = [flip for flip in found["flips"] if not flip["own"]]
    assert flip["kind"] == "reworded"
    assert (flip["before"]["text"], flip["after"]["text"]) == (RETURNS["body"], "You have 60 days.")
    same = await review(boss, key="en:returns", text=RETURNS)
    assert (same["flips"], same["stay"]) == ([], 3)


async def test_taking_an_article_away_shows_what_is_lost(boss: Browser) -> None:
    found = await review(boss, key="en:returns")
    assert {flip["kind"] for flip in found["flips"]} == {"lost"}


async def test_numbers_and_texts_of_other_articles_are_compared(boss: Browser) -> None:
    other = {"title": "Returns", "body": "You have 14 days to return something.", "questions": []}
    (clash,) = (await review(boss, text=other))["contradictions"]
    assert (clash["key"], clash["is_new"]) == ("en:returns", True)
    assert (clash["yours_says"], clash["theirs_says"]) == (["14 days"], ["30 days"])
    twins = (await review(boss, text={**RETURNS, "title": "Sending back"}))["duplicates"]
    assert {(twin["key"], twin["part"]) for twin in twins} == {
        ("en:returns", "question"), ("en:returns", "passage"),
    }  # fmt: skip


async def test_what_cannot_be_published_is_refused(boss: Browser) -> None:
    assert code_of(await boss.post(REVIEW, json={"text": {**RETURNS, "title": ""}})) == "invalid"
    assert (await boss.post(REVIEW, json={"key": "en:none", "text": RETURNS})).status_code == 404
    assert (await boss.post(REVIEW, json={})).status_code == 404
