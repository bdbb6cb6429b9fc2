"""Questions that were asked in vain, beside the article that seems to be about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models import AgentRole
from conversations.asked.service import keep_question
from conversations.models import Conversation
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import Desk
from tests.console.knowledge.test_articles import ARTICLES

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def test_questions_asked_in_vain_are_suggested_where_the_article_is_about_them(
    database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    view = IndexView(tmp_path / "index", UniversalEncoder(), database.reader)
    desk = Desk(database, clock, likeness=KnowledgeSearch(view).likeness)
    boss = await desk.newcomer("Boss", AgentRole.ADMIN)
    asked = "can anybody use my gift voucher code?"
    conversation_id = await desk.conversation("hello")
    async with database.writer.begin() as session:
        conversation = await session.get_one(Conversation, conversation_id)
        for text in (
            asked,
            asked.upper(),
            "do you repair zips?",
            "is the gift voucher refundable?",
        ):
            clock.advance(1)
            keep_question(session, conversation=conversation, text=text, at=clock())
    body = {
        "title": "Gift vouchers",
        "body": "A voucher can be used by anybody who has its code.",
        "questions": ["Is the gift voucher refundable"],
        "locale": "en",
    }
    try:
        found = await boss.post(f"{ARTICLES}/suggestions", json=body)
        chinese = await boss.post(f"{ARTICLES}/suggestions", json={**body, "locale": "zh"})
    finally:
        await view.close()
    (first,) = found.json()["items"]
    assert (first["text"], first["times"]) == (asked.upper(), 2)
    assert chinese.json() == {"items": []}
