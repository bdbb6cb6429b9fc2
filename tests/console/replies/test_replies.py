from __future__ import annotations

from typing import Any

import pytest

from actions.orders.verification.service import verify_by_order_and_email
from tests.actions.orders.shop import ADA_EMAIL, a_shop, load
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio

SORRY: dict[str, Any] = {
    "title": "Sorry about a delay",
    "shortcut": "sorry",
    "texts": {
        "en": "Sorry {{shopper.first_name}}, {{order.number}} is late. {{ agent.name }}",
        "zh": "抱歉，{{order.number}} 延误了。",
    },
}


async def filled(browser: Browser, conversation: str) -> Any:
    answer = await browser.get(f"/api/console/conversations/{conversation}/replies")
    return answer.json()["items"]


async def test_variables_are_filled_with_what_is_proven_and_the_rest_is_named(
    desk: Desk, boss: Browser, ana: Browser
) -> None:
    made = await boss.post("/api/console/replies", json=SORRY)
    assert made.status_code == 201
    await load(desk.database.writer, a_shop())
    conversation = await desk.queued("where is it?")
    (reply,) = await filled(ana, conversation)
    assert reply["text"] == "Sorry {{shopper.first_name}}, {{order.number}} is late. Ana"
    assert reply["missing"] == ["shopper.first_name", "order.number"]

    await ana.post(f"/api/console/conversations/{conversation}/claim", json={"version": 2})
    raw = await ana.post(
        f"/api/console/conversations/{conversation}/messages",
        json={"cmid": "cmid-0001", "text": reply["text"]},
    )
    assert (raw.status_code, raw.json()["variable"]) == (422, "shopper.first_name")

    async with desk.database.writer.begin() as session:
        await verify_by_order_and_email(
            session,
            conversation=conversation,
            order_number="#W2000001",
            email=ADA_EMAIL,
            now=desk.clock(),
        )
    (reply,) = await filled(ana, conversation)
    assert reply["text"] == "Sorry Ada, #W2000001 is late. Ana"
    assert reply["missing"] == []
    chinese = await desk.queued("你好", locale="zh")
    assert (await filled(ana, chinese))[0]["text"] == "抱歉，{{order.number}} 延误了。"


async def test_a_team_has_its_own_and_only_admins_write_them(
    desk: Desk, boss: Browser, ana: Browser, ben: Browser
) -> None:
    team = await boss.post(
        "/api/console/teams", json={"name": "Returns", "members": [ana.agent_id]}
    )
    mine = {**SORRY, "team": team.json()["team"]["id"]}
    made = (await boss.post("/api/console/replies", json=mine)).json()["reply"]
    conversation = await desk.queued("hello")
    assert [one["shortcut"] for one in await filled(ana, conversation)] == ["sorry"]
    assert await filled(ben, conversation) == []

    assert code_of(await ana.get("/api/console/replies")) == "forbidden"
    assert code_of(await boss.post("/api/console/replies", json=SORRY)) == "shortcut_taken"
    wrong = {**SORRY, "shortcut": "other", "texts": {"en": "Hi {{shopper.shoe_size}}"}}
    refused = await boss.post("/api/console/replies", json=wrong)
    assert refused.status_code == 422
    assert "{{shopper.shoe_size}} is no variable" in refused.json()["error"]["message"]

    path = f"/api/console/replies/{made['id']}"
    assert (await boss.put(path, json={**SORRY, "title": "For all"})).status_code == 200
    assert [one["title"] for one in await filled(ben, conversation)] == ["For all"]
    assert (await boss.delete(path)).status_code == 204
    assert await filled(ben, conversation) == []
