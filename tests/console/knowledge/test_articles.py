from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import pytest
from httpx import Response

from console.knowledge.names import article_id_of
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio

ARTICLES = "/api/console/articles"
TEXT = {
    "title": "Returns",
    "body": "Send it back within **30 days**.",
    "questions": ["How long can I return things?"],
    "locale": "en",
    "tier": "official",
    "url": None,
}


def path(key: str, deed: str = "") -> str:
    return f"{ARTICLES}/{quote(key, safe='')}{deed}"


async def write(browser: Browser, **changes: Any) -> dict[str, Any]:
    answer = await browser.post(ARTICLES, json={**TEXT, **changes})
    assert answer.status_code == 201, answer.text
    article: dict[str, Any] = answer.json()
    return article


async def save(browser: Browser, key: str, version: int, **changes: Any) -> Response:
    return await browser.put(path(key), json={**TEXT, "version": version, **changes})


async def test_a_new_article_is_a_draft_that_shoppers_do_not_get(desk: Desk, boss: Browser) -> None:
    article = await write(boss, id="returns")
    assert article["id"] == "en:returns"
    assert (article["state"], article["version"], article["live"]) == ("draft", 1, None)
    assert article["editor"] == "Boss"
    assert (await boss.get(path("en:returns"))).json() == article
    assert desk.published == 0


async def test_publishing_makes_the_saved_text_live_and_wakes_the_index(
    desk: Desk, clock: FakeClock, boss: Browser
) -> None:
    await write(boss, id="returns")
    clock.advance(60)
    published = await boss.post(path("en:returns", "/publish"), json={"version": 1})
    assert published.json()["state"] == "published"
    assert published.json()["live"]["body"] == TEXT["body"]
    assert published.json()["published_at"] == "2026-11-24T12:01:00.000Z"
    assert desk.published == 1
    saved = await save(boss, "en:returns", 1, body="Within 60 days.")
    assert saved.json()["body"] == "Within 60 days."
    assert saved.json()["live"]["body"] == TEXT["body"]
    assert saved.json()["has_draft"] is True
    assert desk.published == 1


async def test_an_archived_article_is_kept_and_no_longer_live(desk: Desk, boss: Browser) -> None:
    await write(boss, id="returns")
    await boss.post(path("en:returns", "/publish"), json={"version": 1})
    archived = await boss.post(path("en:returns", "/archive"), json={"version": 1})
    assert (archived.json()["state"], archived.json()["live"]) == ("archived", None)
    assert archived.json()["body"] == TEXT["body"]
    assert desk.published == 2


async def test_a_save_on_an_older_version_is_refused_with_both_texts(boss: Browser) -> None:
    await write(boss, id="returns")
    await save(boss, "en:returns", 1, body="Theirs.")
    refused = await save(boss, "en:returns", 1, body="Yours.")
    assert (refused.status_code, code_of(refused)) == (409, "stale_version")
    assert refused.json()["yours"]["body"] == "Yours."
    assert refused.json()["theirs"]["body"] == "Theirs."
    assert refused.json()["version"] == 2
    for deed in ("/publish", "/archive"):
        stale = await boss.post(path("en:returns", deed), json={"version": 1})
        assert (stale.status_code, code_of(stale)) == (409, "stale_version")


async def test_of_many_who_save_at_once_no_text_is_lost(desk: Desk, boss: Browser) -> None:
    await write(boss, id="returns")
    answers = await asyncio.gather(
        *(save(boss, "en:returns", 1, body=f"Text {n}") for n in range(20))
    )
    winners = [answer for answer in answers if answer.status_code == 200]
    assert len(winners) == 1
    kept = winners[0].json()["body"]
    for n, answer in enumerate(answers):
        if answer.status_code == 409:
            assert answer.json()["yours"]["body"] == f"Text {n}"
            assert answer.json()["theirs"]["body"] == kept


async def test_agents_read_but_do_not_write(ana: Browser, boss: Browser, desk: Desk) -> None:
    await write(boss, id="returns")
    assert (await ana.get(path("en:returns"))).status_code == 200
    assert len((await ana.get(ARTICLES)).json()["items"]) == 1
    for key in ("en:returns", "en:nothing", "%2e%2e"):
        answers = [
            await ana.post(ARTICLES, json=TEXT),
            await save(ana, key, 1),
            await ana.post(path(key, "/publish"), json={"version": 1}),
            await ana.post(path(key, "/archive"), json={"version": 1}),
        ]
        assert {(answer.status_code, code_of(answer)) for answer in answers} == {(403, "forbidden")}
    assert desk.published == 0


async def test_articles_that_are_not_there_are_one_answer(boss: Browser) -> None:
    for key in ("en:nothing", "nonsense", "../people", "a/b/c", "\x00", "x" * 3000):
        answers = [
            await boss.get(path(key)),
            await save(boss, key, 1),
            await boss.post(path(key, "/publish"), json={"version": 1}),
            await boss.post(path(key, "/archive"), json={"version": 1}),
        ]
        assert {(a.status_code, code_of(a)) for a in answers} == {(404, "not_found")}, key


async def test_the_list_is_searched_and_filtered(boss: Browser) -> None:
    await write(boss, id="returns")
    await write(boss, id="returns", locale="zh", title="退货", body="三十天内可退货。")
    await write(boss, id="delivery", title="Delivery", body="Two days.", tier="product")
    await boss.post(path("en:returns", "/publish"), json={"version": 1})

    async def ids(**filters: str) -> set[str]:
        answer = await boss.get(ARTICLES, params=filters)
        return {item["id"] for item in answer.json()["items"]}

    assert await ids() == {"en:returns", "zh:returns", "en:delivery"}
    assert await ids(q="two DAYS") == {"en:delivery"}
    assert await ids(q="退货") == {"zh:returns"}
    assert await ids(state="published") == {"en:returns"}
    assert await ids(locale="zh") == {"zh:returns"}
    assert await ids(tier="product") == {"en:delivery"}
    assert await ids(q="100%_") == set()


async def test_an_id_is_taken_once_in_each_language(boss: Browser) -> None:
    await write(boss, id="returns")
    refused = await boss.post(ARTICLES, json={**TEXT, "id": "returns"})
    assert (refused.status_code, code_of(refused)) == (409, "article_exists")
    assert (await write(boss, id="returns", locale="zh"))["id"] == "zh:returns"


async def test_without_an_id_one_comes_from_the_title(boss: Browser) -> None:
    first, second = await write(boss, title="Was bedeutet Größe M?"), await write(boss)
    third = await write(boss, title="退货")
    assert first["id"].startswith("en:was-bedeutet-groe-m-")
    assert second["id"].startswith("en:returns-")
    assert third["id"].startswith("en:article-")


@pytest.mark.parametrize(
    ("title", "article_id"),
    [("Returns & refunds", "returns-refunds-1a"), ("退货", "article-1a"), ("", "article-1a")],
)
async def test_an_id_is_short_plain_words(title: str, article_id: str) -> None:
    assert article_id_of(title, "1a") == article_id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"body": ""}, "body"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"locale": "not a locale"}, "locale"),
        ({"tier": "royal"}, "tier"),
        ({"id": "two words"}, "id"),
        ({"colour": "red"}, "colour"),
        ({"questions": ["x" * 501]}, "questions"),
    ],
)
async def test_a_bad_field_is_named(boss: Browser, changes: dict[str, Any], field: str) -> None:
    refused = await boss.post(ARTICLES, json={**TEXT, **changes})
    assert (refused.status_code, code_of(refused)) == (422, "invalid")
    assert refused.json()["fields"][0]["field"] == field


async def test_an_article_does_not_change_its_language(boss: Browser) -> None:
    await write(boss, id="returns")
    refused = await save(boss, "en:returns", 1, locale="zh")
    assert refused.status_code == 422
    assert refused.json()["fields"][0]["field"] == "locale"
    assert (await boss.get(path("en:returns"))).json()["version"] == 1


async def test_an_id_with_a_slash_is_reached_by_its_escaped_key(boss: Browser) -> None:
    article = await write(boss, id="size/guide")
    assert (await boss.get(path(article["id"]))).json()["article_id"] == "size/guide"
    published = await boss.post(path(article["id"], "/publish"), json={"version": 1})
    assert published.json()["state"] == "published"
