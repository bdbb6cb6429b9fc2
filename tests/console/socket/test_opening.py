from __future__ import annotations

import itertools

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from console.accounts.access import COOKIE
from tests.conftest import FakeClock
from tests.console.desk import ORIGIN, Browser, Desk
from tests.console.socket.line import line

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

HOST = "console.test"
OTHER_SITES = [
    f"{scheme}{host}{tail}"
    for scheme, host, tail in itertools.product(
        ("http://", "https://", "HTTP://", "ws://", "file://", "//", "http:/", ""),
        (
            HOST,
            "CONSOLE.test",
            "console.test.",
            "console.test.evil.test",
            "evil-console.test",
            "evil.test",
            "console.tes",
            "console.test@evil.test",
            "evil.test#console.test",
            "xn--cnsole-7ta.test",
        ),
        ("", "/", ":80"),
    )
    if f"{scheme}{host}{tail}" != ORIGIN
]
ODD = ["null", "", "*", f"{ORIGIN} http://evil.test", f"{ORIGIN},http://evil.test", f"{ORIGIN}%00"]


async def status_of(address: str, browser: Browser, origin: str | None) -> int:
    try:
        async with line(address, browser, origin) as open_line:
            assert (await open_line.next())["type"] == "hello"
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


async def test_the_consoles_own_page_is_greeted(address: str, ana: Browser) -> None:
    async with line(address, ana) as open_line:
        hello = await open_line.next()
        assert hello["type"] == "hello"
        assert hello["agent"]["name"] == "Ana"
        presence = await open_line.next()
        assert presence == {
            "type": "presence",
            "agents": [{"id": ana.agent_id, "name": "Ana", "state": "online"}],
        }


async def test_no_other_origin_opens_a_socket(address: str, ana: Browser) -> None:
    variants = [*OTHER_SITES, *ODD, None]
    assert len(variants) >= 200
    opened = [origin for origin in variants if await status_of(address, ana, origin) != 403]
    assert opened == []
    assert await status_of(address, ana, ORIGIN) == 101


async def test_two_origins_are_one_too_many(address: str, ana: Browser) -> None:
    headers = [("Cookie", f"{COOKIE}={ana.cookies[COOKIE]}"), ("Origin", "http://evil.test")]
    twice = connect(address, origin=Origin(ORIGIN), additional_headers=headers, proxy=None)
    with pytest.raises(InvalidStatus) as refused:
        await twice
    assert refused.value.response.status_code in (400, 403)


async def test_nobody_comes_in_without_a_live_session(
    desk: Desk, clock: FakeClock, address: str, ana: Browser
) -> None:
    nobody, forger = desk.browser(), desk.browser()
    forger.cookies.set(COOKIE, "x" * 43)
    assert await status_of(address, nobody, ORIGIN) == 403
    assert await status_of(address, forger, ORIGIN) == 403
    clock.advance(13 * 3600)
    assert await status_of(address, ana, ORIGIN) == 403
