from __future__ import annotations

import pytest

from tests.console.desk import Browser, code_of

pytestmark = pytest.mark.anyio

ROUTING = "/api/console/routing"


async def test_rules_have_defaults_until_an_admin_saves_others(boss: Browser, ana: Browser) -> None:
    default = {"assignment": "offered", "answer_minutes": 10, "away_minutes": 15}
    assert (await ana.get(ROUTING)).json() == {"rules": default}
    other = {"assignment": "automatic", "answer_minutes": 0, "away_minutes": 5}
    assert code_of(await ana.put(ROUTING, json=other)) == "forbidden"
    assert (await boss.put(ROUTING, json=other)).json() == {"rules": other}
    assert (await boss.put(ROUTING, json={**other, "away_minutes": 6})).is_success
    assert (await ana.get(ROUTING)).json()["rules"]["away_minutes"] == 6
    assert code_of(await boss.put(ROUTING, json={**other, "assignment": "dice"})) == "invalid"


async def test_capacity_is_set_per_person(boss: Browser, ana: Browser) -> None:
    path = f"/api/console/people/{ana.agent_id}"
    assert (await boss.patch(path, json={"capacity": 7})).json()["person"]["capacity"] == 7
    assert (await boss.patch(path, json={"role": "agent"})).json()["person"]["capacity"] == 7
    for wrong in (0, 51, "many"):
        assert code_of(await boss.patch(path, json={"capacity": wrong})) == "invalid"
