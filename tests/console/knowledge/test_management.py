"""Tags, owner, review date, plans, history and bulk deeds, as the console's pages ask for them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of
from tests.console.knowledge.test_articles import ARTICLES, path, save, write

pytestmark = pytest.mark.anyio


async def matching(browser: Browser, **filters: str) -> list[dict[str, Any]]:
    answer = (await browser.get(f"{ARTICLES}/matching", params=filters)).json()
    assert answer["total"] == len(answer["items"])
    return [{"id": item["id"], "version": item["version"]} for item in answer["items"]]


async def bulk(browser: Browser, deed: str, items: list[dict[str, Any]], **more: Any) -> list[str]:
    answer = await browser.post(f"{ARTICLES}/bulk", json={"deed": deed, "items": items, **more})
    assert answer.status_code == 200, answer.text
    return [result["outcome"] for result in answer.json()["results"]]


async def test_one_deed_over_all_results_says_what_became_of_each(
    desk: Desk, boss: Browser
) -> None:
    for name in ("returns", "delivery", "gifts"):
        await write(boss, id=name, title=name)
    counted = await matching(boss, state="draft")
    assert len(counted) == 3
    await save(boss, "en:delivery", 1, body="Somebody was faster.")
    ghost = {"id": "en:ghost", "version": 1}
    outcomes = await bulk(boss, "publish", [*counted, ghost])
    by_id = dict(zip([item["id"] for item in [*counted, ghost]], outcomes, strict=True))
    assert by_id == {
        "en:returns": "done", "en:gifts": "done", "en:delivery": "changed_meanwhile",
        "en:ghost": "gone",
    }  # fmt: skip
    assert desk.published == 1
    live = {item["id"] for item in await matching(boss, state="published")}
    assert live == {"en:returns", "en:gifts"}
    again = await bulk(boss, "publish", await matching(boss, state="published"))
    assert again == ["unchanged", "unchanged"]
    gone = await bulk(boss, "archive", await matching(boss, state="published"))
    assert gone == ["done", "done"]


async def test_many_are_tagged_owned_and_put_down_for_review_at_once(boss: Browser) -> None:
    for name in ("returns", "delivery"):
        await write(boss, id=name)
    every = await matching(boss)
    assert await bulk(boss, "add_tag", every, tag="Summer") == ["done", "done"]
    assert await bulk(boss, "add_tag", every, tag="summer ") == ["unchanged", "unchanged"]
    assert await bulk(boss, "set_owner", every, owner=boss.agent_id) == ["done", "done"]
    assert await bulk(boss, "set_review", every, review_on="2026-11-24") == ["done", "done"]
    found = (await boss.get(ARTICLES, params={"tag": "summer", "attention": "stale"})).json()
    assert found["total"] == 2
    assert found["items"][0]["owner"] == {"id": boss.agent_id, "name": "Boss"}
    assert found["items"][0]["version"] == 1
    tags = (await boss.get(f"{ARTICLES}/tags")).json()["items"]
    assert tags == [{"tag": "summer", "articles": 2}]
    assert await bulk(boss, "remove_tag", every[:1], tag="summer") == ["done"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"deed": "add_tag", "tag": " "}, "tag"),
        ({"deed": "set_owner", "owner": "0" * 32}, "owner"),
        ({"deed": "burn"}, "deed"),
        ({"deed": "publish", "items": []}, "items"),
        ({"deed": "publish", "items": [{"id": "en:x", "version": 1}] * 101}, "items"),
    ],
)
async def test_a_bulk_deed_that_cannot_be_is_refused_before_anything_is_done(
    boss: Browser, body: dict[str, Any], field: str
) -> None:
    await write(boss, id="returns")
    wish = {"items": [{"id": "en:returns", "version": 1}], **body}
    refused = await boss.post(f"{ARTICLES}/bulk", json=wish)
    assert (refused.status_code, code_of(refused)) == (422, "invalid")
    assert refused.json()["fields"][0]["field"] == field


async def test_tags_owner_and_review_date_change_by_themselves(boss: Browser) -> None:
    await write(boss, id="returns")
    key = "en:returns"
    tagged = await boss.post(path(key, "/tags"), json={"tag": "Gift wrap & co"})
    assert tagged.json()["tags"] == ["gift wrap & co"]
    owned = await boss.patch(path(key, "/care"), json={"owner": boss.agent_id})
    assert owned.json()["owner"]["name"] == "Boss"
    dated = await boss.patch(path(key, "/care"), json={"review_on": "2027-01-31"})
    assert (dated.json()["review_on"], dated.json()["owner"]["name"]) == ("2027-01-31", "Boss")
    bare = await boss.patch(path(key, "/care"), json={"owner": None})
    assert (bare.json()["owner"], bare.json()["review_on"]) == (None, "2027-01-31")
    untagged = await boss.delete(path(key, "/tags"), params={"tag": "Gift wrap & co"})
    assert (untagged.json()["tags"], untagged.json()["version"]) == ([], 1)
    deeds = (await boss.get(path(key, "/history"))).json()["deeds"]
    assert [(deed["deed"], deed["by"]) for deed in deeds] == [
        ("untagged", "Boss"), ("owned", "Boss"), ("review_set", "Boss"), ("owned", "Boss"),
        ("tagged", "Boss"),
    ]  # fmt: skip


async def test_an_article_is_planned_and_the_plan_is_dropped(boss: Browser) -> None:
    await write(boss, id="returns")
    key, moment = "en:returns", "2026-11-25T09:00:00+01:00"
    planned = await boss.post(path(key, "/schedule"), json={"version": 1, "publish_at": moment})
    assert planned.json()["publish_at"] == "2026-11-25T08:00:00.000Z"
    assert (planned.json()["publish_version"], planned.json()["scheduled_by"]) == (1, "Boss")
    rows = (await boss.get(ARTICLES, params={"state": "scheduled"})).json()["items"]
    assert [row["publish_at"] for row in rows] == ["2026-11-25T08:00:00.000Z"]
    dropped = await boss.delete(path(key, "/schedule"))
    assert (dropped.json()["publish_at"], dropped.json()["state"]) == (None, "draft")
    for body, field in (
        ({"version": 1, "publish_at": "2026-11-24T11:00:00Z"}, "publish_at"),
        ({"version": 1, "publish_at": "2026-12-24T11:00:00"}, "publish_at"),
    ):
        refused = await boss.post(path(key, "/schedule"), json=body)
        assert refused.status_code == 422
        assert refused.json()["fields"][0]["field"] == field
    stale = await boss.post(path(key, "/schedule"), json={"version": 9, "publish_at": moment})
    assert (stale.status_code, code_of(stale)) == (409, "stale_version")


async def test_the_past_is_shown_and_returned_to(desk: Desk, boss: Browser, ana: Browser) -> None:
    await write(boss, id="returns")
    key = "en:returns"
    await boss.post(path(key, "/publish"), json={"version": 1})
    await save(boss, key, 1, body="Within 60 days.")
    history = (await ana.get(path(key, "/history"))).json()
    assert [(one["number"], one["live"]) for one in history["versions"]] == [(2, False), (1, True)]
    old = (await ana.get(path(key, "/versions/1"))).json()
    assert old["body"] == "Send it back within **30 days**."
    wish = {"version": 2, "to": 1, "publish": True}
    back = (await boss.post(path(key, "/return"), json=wish)).json()
    assert (back["version"], back["live_version"]) == (3, 3)
    assert back["live"]["body"] == old["body"]
    assert desk.published == 2
    stale = await boss.post(path(key, "/return"), json=wish)
    assert (stale.status_code, code_of(stale)) == (409, "stale_version")
    for deed in ("/versions/9", "/versions/nothing"):
        assert (await ana.get(path(key, deed))).status_code in (404, 422)


async def test_the_texts_in_other_languages_stand_beside_it(ana: Browser, boss: Browser) -> None:
    await write(boss, id="returns")
    await write(boss, id="returns", locale="zh", title="退货", body="三十天内可退货。")
    await write(boss, id="delivery")
    variants = (await ana.get(path("en:returns", "/variants"))).json()["items"]
    assert [(one["locale"], one["title"]) for one in variants] == [
        ("en", "Returns"), ("zh", "退货"),
    ]  # fmt: skip


async def test_moments_and_a_buyers_facts_are_kept_through_a_save(
    clock: FakeClock, boss: Browser
) -> None:
    facts = {
        "tier": "community", "author": "mo", "date": "2026-03-01", "verified_purchase": True,
        "sponsored": True, "valid_from": "2026-12-01T00:00:00+01:00",
        "valid_until": "2026-12-24T00:00:00Z",
    }  # fmt: skip
    made = await write(boss, id="note", **facts)
    assert (made["valid_from"], made["valid_until"]) == (
        "2026-11-30T23:00:00.000Z", "2026-12-24T00:00:00.000Z",
    )  # fmt: skip
    sent = {name: made[name] for name in facts}
    saved = (await save(boss, "en:note", 1, **sent)).json()
    assert saved["version"] == 1
    assert all(saved[name] == made[name] for name in facts)
    backwards = await save(boss, "en:note", 1, **{**sent, "valid_until": sent["valid_from"]})
    assert backwards.json()["fields"][0]["field"] == "valid_until"


async def test_agents_change_nothing_of_it(ana: Browser, boss: Browser) -> None:
    await write(boss, id="returns")
    key = "en:returns"
    items = [{"id": key, "version": 1}]
    answers = [
        await ana.post(f"{ARTICLES}/bulk", json={"deed": "publish", "items": items}),
        await ana.patch(path(key, "/care"), json={"owner": None}),
        await ana.post(path(key, "/tags"), json={"tag": "x"}),
        await ana.delete(path(key, "/tags"), params={"tag": "x"}),
        await ana.post(path(key, "/schedule"), json={}),
        await ana.delete(path(key, "/schedule")),
        await ana.post(path(key, "/return"), json={"version": 1, "to": 1}),
    ]
    assert {(answer.status_code, code_of(answer)) for answer in answers} == {(403, "forbidden")}
    for deed in ("/history", "/variants", "/versions/1"):
        assert (await ana.get(path("en:nothing", deed))).status_code == 404
