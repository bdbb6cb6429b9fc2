"""The editor's "try a question" against the real index, from draft to live, and what an admin
decides about a question."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from console.models import AgentRole
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ARTICLES = "/api/console/articles"
PINS = "/api/console/pins"
QUESTION = {"query": "how many days do I have to return something?", "locale": "en"}
RETURNS = {
    "id": "returns",
    "title": "Returns",
    "body": "You have 30 days to return something.",
    "questions": ["How many days do I have to return something?"],
}
EXCHANGES = {
    "id": "exchanges",
    "title": "Exchanges",
    "body": "Another size is sent once the first one is back with us.",
    "questions": [],
}


@pytest.fixture
async def view(database: Database, tmp_path: Path) -> AsyncIterator[IndexView]:
    opened = IndexView(tmp_path / "index", UniversalEncoder(), database.reader)
    yield opened
    await opened.close()


@pytest.fixture
def desk(database: Database, clock: FakeClock, view: IndexView) -> Desk:
    return Desk(database, clock, view=view)


async def publish(boss: Browser, article: dict[str, Any]) -> None:
    key = (await boss.post(ARTICLES, json=article)).json()["id"]
    answer = await boss.post(f"{ARTICLES}/{key}/publish", json={"version": 1})
    assert answer.is_success, answer.text


async def test_a_question_finds_what_is_published_and_says_why(desk: Desk, view: IndexView) -> None:
    boss, ana = await desk.newcomer("Boss", AgentRole.ADMIN), await desk.newcomer("Ana")
    await boss.post(ARTICLES, json=RETURNS)
    await view.refresh()
    drafted = (await ana.post(f"{ARTICLES}/try", json=QUESTION)).json()
    assert (drafted["passages"], drafted["answered"]) == ([], False)
    await boss.post(f"{ARTICLES}/en:returns/publish", json={"version": 1})
    await view.refresh()
    live = (await ana.post(f"{ARTICLES}/try", json=QUESTION)).json()
    assert (live["answered"], live["answers_from"]) == (True, 0.4)
    (passage,) = live["passages"]
    assert (passage["article_id"], passage["key"]) == ("returns", "en:returns")
    assert "30 days" in passage["text"]
    matches = {match["part"]: match for match in passage["reasons"]["matches"]}
    assert set(matches) == {"title", "question", "passage"}
    assert matches["question"]["meaning"] > 0.95
    assert matches["question"]["words"] > 0.95
    assert "return" in passage["reasons"]["words"]


async def test_what_is_chosen_for_a_question_is_what_shoppers_get_until_it_is_undone(
    desk: Desk, view: IndexView
) -> None:
    boss, ana = await desk.newcomer("Boss", AgentRole.ADMIN), await desk.newcomer("Ana")
    await publish(boss, RETURNS)
    await publish(boss, EXCHANGES)
    shoppers = KnowledgeSearch(view)

    async def first(question: str) -> tuple[str, bool]:
        await view.refresh()
        found = await shoppers.search(question)
        return found.passages[0].article_id, found.answered

    question = QUESTION["query"]
    assert await first(question) == ("returns", True)
    decided = {"article": "en:exchanges", "question": question, "kind": "pin"}
    assert (await ana.post(PINS, json=decided)).status_code == 403
    pin = (await boss.post(PINS, json=decided)).json()
    assert (pin["author"], pin["undone_by"]) == ("Boss", None)
    assert await first("How many DAYS do I have, to return something") == ("exchanges", True)
    assert await first("how is another size sent?") == ("exchanges", True)
    tried = (await ana.post(f"{ARTICLES}/try", json=QUESTION)).json()
    assert [(p["article_id"], p["pinned"]) for p in tried["passages"]] == [
        ("exchanges", True), ("returns", False),
    ]  # fmt: skip
    assert tried["passages"][0]["pin"]["id"] == pin["id"]
    undone = (await boss.post(f"{PINS}/{pin['id']}/undo")).json()
    assert undone["undone_by"] == "Boss"
    assert await first(question) == ("returns", True)
    kept = (await ana.get(PINS, params={"article": "en:exchanges"})).json()["items"]
    assert [(p["kind"], p["undone_by"]) for p in kept] == [("pin", "Boss")]


async def test_what_is_held_back_is_not_said_and_is_shown_as_such(
    desk: Desk, view: IndexView
) -> None:
    boss = await desk.newcomer("Boss", AgentRole.ADMIN)
    await publish(boss, RETURNS)
    await view.refresh()
    held = {"article": "en:returns", "question": QUESTION["query"], "kind": "demote"}
    assert (await boss.post(PINS, json=held)).status_code == 201
    await view.refresh()
    tried = (await boss.post(f"{ARTICLES}/try", json=QUESTION)).json()
    assert tried["answered"] is False
    assert [(p["article_id"], p["held_back"]) for p in tried["passages"]] == [("returns", True)]
    assert (await KnowledgeSearch(view).search(QUESTION["query"])).passages == ()
    other = await KnowledgeSearch(view).search("can I return something after 90 days?")
    assert other.passages != ()


async def test_what_cannot_be_decided_is_refused(desk: Desk) -> None:
    boss = await desk.newcomer("Boss", AgentRole.ADMIN)
    note = {**RETURNS, "id": "note", "tier": "community", "author": "mia"}
    await publish(boss, note)
    wish = {"article": "en:note", "question": "how long?", "kind": "pin"}
    assert code_of(await boss.post(PINS, json=wish)) == "invalid"
    assert (await boss.post(PINS, json={**wish, "kind": "demote"})).status_code == 201
    assert (await boss.post(PINS, json={**wish, "article": "en:none"})).status_code == 404
    assert code_of(await boss.post(PINS, json={**wish, "question": "🌙"})) == "invalid"
    assert (await boss.post(f"{PINS}/{'0' * 32}/undo")).status_code == 404
