from __future__ import annotations

import pytest

from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio

OVERVIEW = "/api/console/overview"


async def test_an_empty_shop(ana: Browser) -> None:
    assert (await ana.get(OVERVIEW)).json() == {
        "waiting": 0,
        "with_people": 0,
        "agents_online": 0,
        "longest_wait_s": None,
        "callbacks": 0,
        "target_s": 180,
    }


async def test_who_waits_and_who_is_helped(desk: Desk, clock: FakeClock, ana: Browser) -> None:
    await desk.conversation("with the bot")
    claimed = await desk.queued()
    clock.advance(100)
    await desk.queued()
    clock.advance(30)
    await desk.queued()
    await ana.post(f"/api/console/conversations/{claimed}/claim", json={"version": 2})
    desk.presence.arrive(ana.agent_id, "Ana")
    desk.presence.arrive(ana.agent_id, "Ana M.")
    assert (await ana.get(OVERVIEW)).json() == {
        "waiting": 2,
        "with_people": 1,
        "agents_online": 1,
        "longest_wait_s": 30,
        "callbacks": 0,
        "target_s": 180,
    }
