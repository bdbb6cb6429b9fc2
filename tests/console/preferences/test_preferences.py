from __future__ import annotations

import pytest

from tests.console.desk import Browser

pytestmark = pytest.mark.anyio

PREFERENCES = "/api/console/preferences"


async def test_everything_is_told_until_an_agent_switches_it_off(
    ana: Browser, ben: Browser
) -> None:
    alerts = (await ana.get(PREFERENCES)).json()["alerts"]
    assert len(alerts) == 6
    assert all(alerts.values())
    quiet = {**alerts, "chat_sound": False, "message_desktop": False}
    for _ in range(2):
        assert (await ana.put(f"{PREFERENCES}/alerts", json=quiet)).json()["alerts"] == quiet
    assert (await ana.get(PREFERENCES)).json()["alerts"] == quiet
    assert all((await ben.get(PREFERENCES)).json()["alerts"].values())
    refused = await ana.put(f"{PREFERENCES}/alerts", json={"chat_smell": True})
    assert refused.status_code == 422
