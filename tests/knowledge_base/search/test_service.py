from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio

RETURNS_ZH = ArticleContent(
    title="多少天内可以退货",
    body="签收后三十天内可以退货，商品需要未使用。运费由买家承担。",
    questions=("几天内可以退",),
)


async def test_the_passage_that_answers_comes_with_its_source(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    body = (
        "# Returns\n\nYou can return unworn items within 30 days of delivery.\n\n"
        "# Exceptions\n\nEarrings for pierced ears cannot come back, for reasons of hygiene."
    )
    note = dataclasses.replace(RETURNS, body=body, author="Ana", date=dt.date(2026, 3, 1))
    await publish("returns", note)
    await view.refresh()
    result = await search.search("can I return earrings for pierced ears")
    (passage,) = result.passages
    assert passage.text == "Earrings for pierced ears cannot come back, for reasons of hygiene."
    assert passage.id == passage.article_id == "returns"
    assert passage.title == RETURNS.title
    assert passage.url == "/help/returns?locale=en"
    assert (passage.author, passage.date) == ("Ana", dt.date(2026, 3, 1))
    assert 0 < passage.score <= 1


async def test_nothing_good_enough_is_not_an_answer(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await view.refresh()
    assert (await search.search("how many days do I have to send something back")).answered
    result = await search.search("who won the football world cup in 2018")
    assert not result.answered
    assert [passage.id for passage in result.passages] == ["returns"]


async def test_the_shoppers_locale_comes_before_the_shops(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await publish("returns", RETURNS_ZH, "zh")
    await view.refresh()
    chinese = await search.search("几天内可以退货", locale="zh-CN")
    assert chinese.answered
    assert chinese.passages[0].locale == "zh"
    assert "三十天" in chinese.passages[0].text
    english = await search.search("how many days do I have to send something back", locale="en-GB")
    assert english.passages[0].locale == "en"


async def test_a_shop_without_articles_in_a_language_answers_in_its_own_and_says_so(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await view.refresh()
    result = await search.search("how many days do I have to send something back", locale="fr")
    assert result.answered
    assert result.passages[0].locale == "en"


async def test_a_question_in_chinese_is_understood_whatever_the_page_says(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await publish("returns", RETURNS_ZH, "zh")
    await view.refresh()
    result = await search.search("几天内可以退货", locale="en")
    assert result.answered
    assert result.passages[0].locale == "zh"


async def test_a_tier_keeps_to_itself(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await publish("note", dataclasses.replace(RETURNS, tier=Tier.COMMUNITY))
    await view.refresh()
    both = await search.search("sending something back")
    notes = await search.search("sending something back", tiers=frozenset({"community"}))
    unknown = await search.search("sending something back", tiers=frozenset({"rumour"}))
    assert [passage.tier for passage in both.passages] == ["official", "community"]
    assert [passage.id for passage in notes.passages] == ["note"]
    assert unknown.passages == ()


@pytest.mark.parametrize("query", ["", "   ", "?!…", "😀😀😀", "\x00", "​"])
async def test_a_question_without_words_has_no_answer(
    search: KnowledgeSearch, view: IndexView, publish: Publish, query: str
) -> None:
    await publish("returns", RETURNS)
    await view.refresh()
    result = await search.search(query)
    assert (result.query, result.passages, result.answered) == (query, (), False)


async def test_a_very_long_question_is_answered_by_its_beginning(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await view.refresh()
    result = await search.search("how many days do I have to send something back " * 250)
    assert [passage.id for passage in result.passages] == ["returns"]


async def test_a_strange_locale_is_the_shops_own(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await view.refresh()
    assert (await search.search("sending something back", locale="' OR 1=1")).passages


async def test_as_json_has_what_the_command_line_promises(
    search: KnowledgeSearch, view: IndexView, publish: Publish
) -> None:
    await publish("returns", dataclasses.replace(RETURNS, url="https://shop.example/returns"))
    await view.refresh()
    shown = (await search.search("how many days do I have to send something back", top=1)).as_json()
    assert set(shown) == {"query", "passages", "answered"}
    passage = shown["passages"][0]
    assert passage["id"] == "returns"
    assert passage["url"] == "https://shop.example/returns"
    assert set(passage) >= {"id", "title", "text", "score", "tier", "url"}
