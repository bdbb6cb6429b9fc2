"""What buyers say stands beside the shop's facts, counted and quoted, and never in their place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from actions.ask_product import ActionAnswerProductQuestion
from actions.buyer_experience import ActionTellBuyerExperience
from actions.dialogue import Reply
from actions.wording import Wording
from conversations.contract import Page, SplitBody, TextBody, Tier
from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import ImportRules, import_articles
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.actions.turns import bodies, texts, turn
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

COAT = Page(product_id="harbour-coat")
NOTES = Path(__file__).parent / "coat_notes.jsonl"


@pytest.fixture
async def search(
    shop: Database, clock: FakeClock, tmp_path: Path
) -> AsyncIterator[KnowledgeSearch]:
    await import_articles(
        shop.writer, read_articles(NOTES), rules=ImportRules(approved=True), clock=clock
    )
    view = IndexView(tmp_path / "index", UniversalEncoder(), shop.reader)
    await view.refresh()
    yield KnowledgeSearch(view)
    await view.close()


async def split(shop: Database, search: KnowledgeSearch, wording: Wording, text: str) -> SplitBody:
    reply = Reply()
    action = ActionTellBuyerExperience(shop.reader, search, wording)
    await action.run(turn(text, page=COAT), reply)
    [body] = bodies(reply)
    assert isinstance(body, SplitBody)
    return body


async def answered(shop: Database, search: KnowledgeSearch, wording: Wording, text: str) -> Any:
    reply = Reply()
    action = ActionAnswerProductQuestion(shop.reader, search, wording)
    await action.run(turn(text, page=COAT), reply)
    return reply


async def test_the_shops_facts_first_then_for_and_against(
    shop: Database, search: KnowledgeSearch, wording: Wording
) -> None:
    body = await split(shop, search, wording, "what do buyers say about it?")
    assert "waxed cotton" in body.official.text
    assert [source.tier for source in body.official.sources] == [Tier.PRODUCT]
    assert (body.buyers.for_, body.buyers.against) == (2, 1)
    assert len(body.buyers.quotes) == 3
    assert {quote.author for quote in body.buyers.quotes[:2]} <= {"Mira", "Jon", "Petra"}


async def test_whoever_was_paid_is_named_so_and_not_counted(
    shop: Database, search: KnowledgeSearch, wording: Wording
) -> None:
    body = await split(shop, search, wording, "what do buyers say about the pockets?")
    paid = [quote for quote in body.buyers.quotes if quote.sponsored]
    assert [quote.author for quote in paid] == ["Glossy Life"]
    assert body.buyers.for_ + body.buyers.against < len(body.buyers.quotes) + 1


async def test_of_one_thing_only_what_is_about_it_counts(
    shop: Database, search: KnowledgeSearch, wording: Wording
) -> None:
    body = await split(shop, search, wording, "what do buyers say about the zip?")
    assert (body.buyers.for_, body.buyers.against) == (0, 1)
    assert body.buyers.quotes[0].author == "Petra"


async def test_safety_is_never_answered_with_a_buyers_word(
    shop: Database, search: KnowledgeSearch, wording: Wording
) -> None:
    reply = await answered(shop, search, wording, "is it safe for people with an allergy to wool?")
    for body in bodies(reply):
        if isinstance(body, TextBody):
            assert all(source.tier is not Tier.COMMUNITY for source in body.sources)
    assert "Jon" not in texts(reply)


async def test_experience_is_told_as_a_buyers(
    shop: Database, search: KnowledgeSearch, wording: Wording
) -> None:
    reply = await answered(shop, search, wording, "does it keep me dry when I cycle in the rain?")
    assert "Mira, a customer, writes" in texts(reply)


async def test_who_comes_from_a_note_is_understood_to_ask_of_its_product_and_is_quoted_it_first(
    shop: Database, search: KnowledgeSearch, wording: Wording
) -> None:
    for note, author in (("coat-jon", "Jon"), ("coat-mira", "Mira")):
        reply = Reply()
        action = ActionTellBuyerExperience(shop.reader, search, wording)
        came_from = Page(note_id=note)
        await action.run(turn("what do others say about it?", page=came_from), reply)
        [body] = bodies(reply)
        assert isinstance(body, SplitBody)
        assert body.buyers.quotes[0].author == author


async def test_a_note_that_nobody_published_says_nothing_of_a_product(
    shop: Database, search: KnowledgeSearch, wording: Wording
) -> None:
    reply = Reply()
    action = ActionTellBuyerExperience(shop.reader, search, wording)
    await action.run(turn("is it good?", page=Page(note_id="no-such-note")), reply)
    assert not any(isinstance(body, SplitBody) for body in bodies(reply))
