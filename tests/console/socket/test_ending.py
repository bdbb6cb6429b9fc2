from __future__ import annotations

import asyncio

import pytest

from console.parts import SocketPace
from console.socket.closing import CloseReason
from conversations.bus import PRESENCE
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk
from tests.console.socket.line import PATIENCE_S, line, served
from tests.conversations.waiting import eventually

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.long]


async def gone(desk: Desk) -> None:
    """Until nobody has a socket open."""
    with desk.bus.subscribe([PRESENCE]) as changes:
        async with asyncio.timeout(PATIENCE_S):
            while desk.presence.agents_online:
                await changes.next()


async def test_disabling_a_person_ends_their_sockets_at_once(
    desk: Desk, address: str, ana: Browser, boss: Browser
) -> None:
    async with line(address, ana) as first, line(address, ana) as second:
        await first.next_of("hello")
        await second.next_of("hello")
        await boss.patch(f"/api/console/people/{ana.agent_id}", json={"disabled": True})
        assert await first.close_code() == CloseReason.SIGNED_OUT
        assert await second.close_code() == CloseReason.SIGNED_OUT
    await gone(desk)


async def test_signing_out_ends_that_sessions_socket_only(
    desk: Desk, address: str, ana: Browser
) -> None:
    await desk.browser().sign_in("ana@shop.test")
    elsewhere = desk.browser()
    await elsewhere.sign_in("ana@shop.test")
    async with line(address, ana) as first, line(address, elsewhere) as second:
        await first.next_of("hello")
        await second.next_of("hello")
        await ana.delete("/api/console/session")
        assert await first.close_code() == CloseReason.SIGNED_OUT
        await second.quiet()


async def test_a_session_that_ended_elsewhere_is_noticed(
    database: Database, clock: FakeClock
) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=0.05))
    ana = await desk.newcomer("Ana")
    async with served(desk) as address, line(address, ana) as open_line:
        await open_line.next_of("hello")
        clock.advance(13 * 3600)
        assert await open_line.close_code() == CloseReason.SIGNED_OUT


async def sockets_are(desk: Desk, numbers: list[int]) -> bool:
    return [agent.sockets for agent in desk.presence.present] == numbers


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("not json", "bad_frame"),
        ("[]", "bad_frame"),
        ("null", "bad_frame"),
        ("[" * 5000, "bad_frame"),
        (b"\x00\x01", "bad_frame"),
        ("{}", "unknown_type"),
        ('{"type":"hello"}', "unknown_type"),
        ('{"type":["watch"]}', "unknown_type"),
        ('{"type":"watch"}', "bad_field"),
        ('{"type":"watch","conversation":7}', "bad_field"),
        ('{"type":"watch","conversation":"x","seq":-1}', "bad_field"),
        ('{"type":"watch","conversation":"x","seq":99999999999999999999}', "bad_field"),
        ('{"type":"typing","conversation":"x","on":"perhaps"}', "bad_field"),
        ('{"type":"ping","extra":1}', "unknown_field"),
    ],
)
async def test_a_bad_frame_is_answered_with_a_code(
    address: str, ana: Browser, frame: str | bytes, code: str
) -> None:
    async with line(address, ana) as open_line:
        await open_line.connection.send(frame)
        assert await open_line.next_of("error") == {"type": "error", "code": code}
        await open_line.quiet()


async def test_who_goes_on_with_bad_frames_is_cut_off(address: str, ana: Browser) -> None:
    async with line(address, ana) as open_line:
        for _ in range(5):
            await open_line.connection.send("?")
        assert await open_line.close_code() == CloseReason.BAD_FRAMES


async def test_a_frame_over_64_kib_is_the_last(address: str, ana: Browser) -> None:
    async with line(address, ana) as open_line:
        await open_line.connection.send('{"type":"ping","x":"' + "x" * 65_536 + '"}')
        assert await open_line.close_code() == CloseReason.FRAME_TOO_LARGE


async def test_a_flood_of_frames_is_the_last(database: Database, clock: FakeClock) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=3600, frames_in_10_s=20))
    ana = await desk.newcomer("Ana")
    async with served(desk) as address, line(address, ana) as open_line:
        for _ in range(21):
            await open_line.send(type="ping")
        assert await open_line.close_code() == CloseReason.TOO_MANY_FRAMES


async def test_who_loads_their_page_anew_is_here_meanwhile_and_who_signs_out_is_not(
    database: Database, clock: FakeClock
) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=3600, linger_s=3600))
    ana = await desk.newcomer("Ana")
    async with served(desk) as address:
        async with line(address, ana) as first:
            await first.next_of("hello")
        async with line(address, ana) as again:
            await again.next_of("hello")
            assert [agent.sockets for agent in desk.presence.present] == [2]
            await ana.delete("/api/console/session")
            assert await again.close_code() == CloseReason.SIGNED_OUT
        # Neither that one nor the one that had only gone.
        await gone(desk)
    assert not any(desk.bus.listeners.values())


async def test_who_signs_out_elsewhere_is_still_here_for_a_page_that_loads_anew(
    database: Database, clock: FakeClock
) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=3600, linger_s=3600))
    ana = await desk.newcomer("Ana")
    elsewhere = desk.browser()
    await elsewhere.sign_in("ana@shop.test")
    async with served(desk) as address:
        async with line(address, elsewhere), line(address, ana) as first:
            await first.next_of("hello")
        await elsewhere.delete("/api/console/session")
        await eventually(lambda: sockets_are(desk, [1]))
        assert desk.presence.agents_online


async def test_who_does_not_read_is_cut_off_and_costs_nobody_else(
    database: Database, clock: FakeClock
) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=3600, stall_s=0.3, linger_s=0))
    ana, ben = await desk.newcomer("Ana"), await desk.newcomer("Ben")
    big = await desk.conversation()
    # Sixteen megabytes: more than what lies in the buffers between two sockets.
    for _ in range(40):
        await desk.bot_understands(big, trace="x" * 400_000)
    async with (
        served(desk) as address,
        line(address, ben) as quick,
        line(address, ana, compression=None) as slow,
    ):
        slow.connection.transport.pause_reading()
        await slow.send(type="watch", conversation=big, seq=0, aseq=0)
        while len((await quick.next_of("presence"))["agents"]) != 2:
            pass
        while len((await quick.next_of("presence"))["agents"]) != 1:
            pass
        await quick.quiet()
        slow.connection.transport.abort()


async def test_nothing_stays_behind_a_lost_connection(
    desk: Desk, address: str, ana: Browser
) -> None:
    conversation_id = await desk.conversation("one")
    async with line(address, ana) as open_line:
        await open_line.send(type="watch", conversation=conversation_id, seq=0, aseq=0)
        await open_line.events(1)
        open_line.connection.transport.abort()
    await gone(desk)
    assert not any(desk.bus.listeners.values())
