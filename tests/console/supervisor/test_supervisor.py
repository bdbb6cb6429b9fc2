from __future__ import annotations

import pytest

from conversations.presence import Availability
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio
NOW = "/api/console/supervisor"


async def test_who_waits_who_is_helped_and_who_is_here_with_how_much(
    desk: Desk, boss: Browser, ana: Browser, ben: Browser
) -> None:
    await boss.post("/api/console/teams", json={"name": "Returns", "members": [ana.agent_id]})
    desk.presence.arrive(ana.agent_id, "Ana", at=desk.clock())
    desk.presence.arrive(ben.agent_id, "Ben", at=desk.clock(), chosen=Availability.AWAY)
    first, second, third = [await desk.queued() for _ in range(3)]
    desk.clock.advance(90)
    await desk.queued(locale="zh")
    for taken in (first, second):
        await ana.post(f"/api/console/conversations/{taken}/claim", json={"version": 2})
    await ana.post(
        f"/api/console/conversations/{first}/messages", json={"cmid": "cmid-0001", "text": "Hi"}
    )
    now = (await boss.get(NOW)).json()
    assert {key: now[key] for key in ("waiting", "served", "unanswered", "places", "free")} == {
        "waiting": 2, "served": 2, "unanswered": 1, "places": 4, "free": 2,
    }  # fmt: skip
    assert now["longest_since"] == now["queue"][0]["queued_at"] == "2026-11-24T12:00:00.000Z"
    assert now["queue"][0]["id"] == third
    assert [(one["name"], one["state"], one["held"], one["teams"]) for one in now["agents"]] == [
        ("Ana", "online", 2, ["Returns"]), ("Ben", "away", 0, []), ("Boss", "off", 0, []),
    ]  # fmt: skip
    assert code_of(await ana.get(NOW)) == "forbidden"


async def test_an_empty_shop_is_told_as_such(boss: Browser) -> None:
    now = (await boss.get(NOW)).json()
    assert (now["waiting"], now["longest_since"], now["queue"], now["places"]) == (0, None, [], 0)
