"""Several processes on one database: who is here is here for all of them."""

from __future__ import annotations

import time

import pytest

from console.routing.worker import RoutingWorker
from conversations.bus import PRESENCE, InProcessBus
from conversations.presence import Presence
from tests.console.desk import Browser, Desk
from tests.console.writing import writing

pytestmark = pytest.mark.anyio


class Process:
    """What the routing of one process is made of."""

    def __init__(self, desk: Desk) -> None:
        self.bus = InProcessBus()
        self.presence = Presence(self.bus)
        self.clock = desk.clock
        self.worker = RoutingWorker(
            writer=desk.database.writer,
            reader=desk.database.reader,
            bus=self.bus,
            presence=self.presence,
            clock=desk.clock,
            monotonic=time.monotonic,
        )

    def arrive(self, agent: Browser) -> None:
        self.presence.arrive(agent.agent_id, "?", at=self.clock())

    def states(self) -> dict[str, str]:
        return {name: state for _, name, state in self.presence.shown}


@pytest.fixture
def one(desk: Desk) -> Process:
    return Process(desk)


@pytest.fixture
def two(desk: Desk) -> Process:
    return Process(desk)


async def look(*processes: Process) -> None:
    for process in processes:
        await process.worker.look()


async def test_who_comes_and_goes_in_one_process_does_so_in_all(
    one: Process, two: Process, ana: Browser, ben: Browser
) -> None:
    one.arrive(ana)
    two.arrive(ben)
    with one.bus.subscribe([PRESENCE]) as hints:
        await look(one, two, one)
        assert one.states() == two.states() == {"Ana": "online", "Ben": "online"}
        two.presence.leave(ben.agent_id)
        await look(two, one)
        assert one.states() == two.states() == {"Ana": "online"}
        assert not hints._queue.empty()


async def test_who_has_a_window_in_both_stays_until_the_last_is_closed(
    one: Process, two: Process, ana: Browser
) -> None:
    one.arrive(ana)
    two.arrive(ana)
    await look(one, two, one)
    one.presence.leave(ana.agent_id)
    await look(one, two)
    assert one.states() == two.states() == {"Ana": "online"}
    two.presence.leave(ana.agent_id)
    await look(two, one)
    assert one.states() == two.states() == {}


async def test_a_killed_process_takes_its_people_along(
    desk: Desk, one: Process, two: Process, ana: Browser
) -> None:
    one.arrive(ana)
    await look(one, two)
    desk.clock.advance(14)
    await look(two)
    assert two.states() == {"Ana": "online"}
    desk.clock.advance(1)
    await look(two)
    assert two.states() == {}


async def test_who_lives_on_and_does_nothing_is_renewed_and_then_away_everywhere(
    desk: Desk, one: Process, two: Process, ana: Browser
) -> None:
    one.arrive(ana)
    for _ in range(89):
        await look(one, two)
        desk.clock.advance(10)
        assert two.states() == {"Ana": "online"}
    desk.clock.advance(10)
    await look(one, two)
    assert one.states() == two.states() == {"Ana": "away"}
    one.presence.touch(ana.agent_id, desk.clock())
    desk.clock.advance(5)
    await look(one, two)
    assert one.states() == two.states() == {"Ana": "online"}


async def test_what_somebody_chose_in_one_process_holds_in_all(
    desk: Desk, one: Process, two: Process, ana: Browser
) -> None:
    one.arrive(ana)
    two.arrive(ana)
    await ana.put("/api/console/availability", json={"availability": "off"})
    await look(one, two)
    assert one.states() == two.states() == {"Ana": "off"}


async def test_where_somebody_is_online_elsewhere_no_address_is_asked_for(
    desk: Desk, one: Process, two: Process, ana: Browser
) -> None:
    await look(one, two)
    desk.clock.advance(60)
    one.arrive(ana)
    await look(one)
    conversation_id = await desk.queued()
    await look(two)
    assert (await desk.state(conversation_id)).head_seq == 2
    one.presence.leave(ana.agent_id)
    await look(one, two)
    assert (await desk.state(conversation_id)).head_seq == 3


async def test_nothing_is_written_while_nobody_is_here(
    desk: Desk, one: Process, ana: Browser
) -> None:
    with writing(desk.database) as begun:
        await look(one)
        assert begun == []
        one.arrive(ana)
        await look(one, one)
        assert len(begun) == 1
