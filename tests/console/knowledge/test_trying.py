"""The editor's "try a question" against the real index, from draft to live."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models import AgentRole
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ARTICLES = "/api/console/articles"
QUESTION = {"query": "how many days do I have to return something?", "locale": "en"}


async def test_a_question_finds_what_is_published_and_not_what_is_drafted(
    database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    view = IndexView(tmp_path / "index", UniversalEncoder(), database.reader)
    desk = Desk(database, clock, search=KnowledgeSearch(view))
    boss, ana = await desk.newcomer("Boss", AgentRole.ADMIN), await desk.newcomer("Ana")
    body = {
        "id": "returns",
        "title": "Returns",
        "body": "You have 30 days to return something.",
        "questions": ["How many days do I have to return something?"],
    }
    await boss.post(ARTICLES, json=body)
    try:
        await view.refresh()
        drafted = await ana.post(f"{ARTICLES}/try", json=QUESTION)
        assert drafted.json() == {"query": QUESTION["query"], "passages": [], "answered": False}
        await boss.post(f"{ARTICLES}/en:returns/publish", json={"version": 1})
        await view.refresh()
        live = (await ana.post(f"{ARTICLES}/try", json=QUESTION)).json()
    finally:
        await view.close()
    assert live["answered"] is True
    assert live["passages"][0]["article_id"] == "returns"
    assert "30 days" in live["passages"][0]["text"]
