from __future__ import annotations

import pytest

from tests.console.desk import Browser, Desk, code_of
from tests.console.socket.line import line

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
PATH = "/api/console/availability"


async def test_an_agent_says_whether_they_are_there_and_all_see_it_at_once(
    desk: Desk, address: str, ana: Browser, ben: Browser
) -> None:
    assert (await ana.get(PATH)).json() == {"availability": "online", "state": "off"}
    async with line(address, ben) as watching:
        async with line(address, ana) as own:
            await own.next_of("presence")
            answer = await ana.put(PATH, json={"availability": "away"})
            assert answer.json() == {"availability": "away", "state": "away"}
            while {"id": ana.agent_id, "name": "Ana", "state": "away"} not in (
                await watching.next_of("presence")
            )["agents"]:
                pass
            assert [agent.id for agent in desk.presence.on_shift] == [ben.agent_id]
        while len((await watching.next_of("presence"))["agents"]) != 1:
            pass
        # What was chosen is kept: a reload does not make anybody available.
        async with line(address, ana) as own:
            agents = (await own.next_of("presence"))["agents"]
            assert {"id": ana.agent_id, "name": "Ana", "state": "away"} in agents
    assert code_of(await ana.put(PATH, json={"availability": "asleep"})) == "invalid"


async def test_what_somebody_does_at_their_screen_ends_an_idle_while(
    desk: Desk, address: str, ana: Browser
) -> None:
    async with line(address, ana) as own:
        await own.next_of("presence")
        present = desk.presence.present[0]
        desk.clock.advance(3600)
        desk.presence.rest(desk.clock(), desk.clock() - present.active_at)  # type: ignore[operator]
        assert desk.presence.on_shift == ()
        await own.send(type="ping")
        await own.next_of("pong")
        assert desk.presence.on_shift == ()
        await own.send(type="active")
        while (await own.next_of("presence"))["agents"][0]["state"] != "online":
            pass
