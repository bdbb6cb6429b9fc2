from __future__ import annotations

import sqlite3
from itertools import product
from pathlib import Path

import pytest
from websockets.exceptions import InvalidHandshake, InvalidStatus, NegotiationError

from connectors.gateway.context import GatewayTiming
from conversations.contract import SUBPROTOCOL
from shopbell.database import open_database
from tests.connectors.gateway.conftest import StartGateway
from tests.connectors.gateway.widget import ORIGIN, Gateway

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

SCHEMES = ("https", "http", "HTTPS", "wss", "ftp", "javascript")
HOSTS = (
    "shop.test", "SHOP.test", "www.shop.test", "shop.test.evil.example", "evilshop.test",
    "shop.tes", "shop.testt", "shop-test", "user@shop.test", "shop.test@evil.example",
    "shop%2etest", "ѕhop.test",
)  # fmt: skip
TAILS = ("", "/", ":443", ":80", ".", "/page", "?", "#", ",https://evil.example")
ODD = ("null", "", "*", "file://", "about:blank", "https://", "//shop.test", "shop.test", "[::1]")
NEAR_MISSES = sorted(
    {f"{scheme}://{host}{tail}" for scheme, host, tail in product(SCHEMES, HOSTS, TAILS)} - {ORIGIN}
)


async def refused(gateway: Gateway, **options: object) -> int:
    """The status of a handshake that fails."""
    with pytest.raises(InvalidStatus) as failure:
        async with gateway.socket(**options):
            pass
    return failure.value.response.status_code


async def test_only_the_exact_origin_of_the_site_is_let_in(gateway: Gateway) -> None:
    variants = [*ODD, *NEAR_MISSES]
    assert len(variants) > 200
    for origin in variants:
        assert await refused(gateway, origin=origin) == 403, origin
    assert await refused(gateway, origin=None) == 403
    async with gateway.socket(origin=ORIGIN) as widget:
        assert widget.socket.subprotocol == SUBPROTOCOL


async def test_an_unknown_site_is_refused_as_a_wrong_origin_is(gateway: Gateway) -> None:
    assert await refused(gateway, site="nobody") == 403
    assert await refused(gateway, site="") == 403


@pytest.mark.parametrize("subprotocols", [(), ("shopbell.v2",), ("v1",)])
async def test_a_client_of_another_protocol_is_refused(
    gateway: Gateway, subprotocols: tuple[str, ...]
) -> None:
    with pytest.raises((InvalidStatus, NegotiationError, InvalidHandshake)) as failure:
        async with gateway.socket(subprotocols=subprotocols):
            pass
    assert isinstance(failure.value, InvalidStatus)


async def test_a_client_that_also_knows_later_protocols_gets_ours(gateway: Gateway) -> None:
    async with gateway.socket(subprotocols=("shopbell.v2", SUBPROTOCOL)) as widget:
        assert widget.socket.subprotocol == SUBPROTOCOL


async def test_a_first_visit_gets_a_token_and_an_empty_conversation(gateway: Gateway) -> None:
    async with gateway.widget(locale="zh") as widget:
        assert len(widget.token) >= 43
        assert len(widget.conversation) == 32
        assert (widget.welcome["head"], widget.welcome["state"]) == (0, "bot")
        assert widget.welcome["shopper"] == {"name": None, "verified": False}
        assert await widget.receive("presence") == {
            "type": "presence", "agents_online": False, "open": True, "opens_at": None,
        }  # fmt: skip
    assert (await gateway.conversation(widget.conversation)).locale == "zh"


async def test_a_token_brings_back_its_conversation_and_a_wrong_one_a_new_shopper(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as first:
        pass
    async with gateway.widget(token=first.token) as again:
        assert (again.conversation, again.token) == (first.conversation, first.token)
    async with gateway.widget(token=first.token + "x") as other:
        assert other.conversation != first.conversation
        assert other.token not in (first.token, first.token + "x")


async def test_silence_ends_with_a_code(start_gateway: StartGateway) -> None:
    async with start_gateway(GatewayTiming(hello_s=0.05)) as gateway, gateway.socket() as widget:
        assert (await widget.next())["code"] == "hello_timeout"
        assert await widget.closed() == 1008


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ('{"type":"ping"}', "hello_expected"),
        ('{"type":"send","cmid":"c","body":{"kind":"text","text":"hi"}}', "hello_expected"),
        ("hello", "bad_frame"),
        (b'{"type":"hello"}', "bad_frame"),
        ('{"type":"hello","last_seq":"0"}', "bad_field"),
        ('{"type":"hello","last_seq":-1}', "bad_field"),
        ('{"type":"hello","last_seq":99999999999999999999}', "bad_field"),
        ('{"type":"hello","locale":"../../etc/passwd"}', "bad_field"),
        ('{"type":"hello","locale":"en-and-far-too-long-a-tag"}', "bad_field"),
        ('{"type":"hello","password":"x"}', "unknown_field"),
        ('{"type":"welcome"}', "unknown_type"),
    ],
)
async def test_a_first_frame_that_is_no_hello_ends_with_a_code_and_leaves_nothing(
    gateway: Gateway, raw: str | bytes, code: str
) -> None:
    async with gateway.socket() as widget:
        await widget.socket.send(raw)
        answer = await widget.next()
        assert (answer["type"], answer["code"]) == ("error", code)
        assert await widget.closed() == 1008
    assert not gateway.bus.listeners


async def test_a_page_with_an_endless_address_is_kept_in_part(gateway: Gateway) -> None:
    page = {"url": "https://shop.test/?q=" + "x" * 20_000, "title": "t" * 5_000}
    async with gateway.widget(page=page) as widget:
        stored = (await gateway.conversation(widget.conversation)).page
        assert (len(stored["url"]), len(stored["title"])) == (2_000, 300)
        await widget.send(type="page", page={**page, "product_id": "p" * 5_000})
        await widget.barrier()
        stored = (await gateway.conversation(widget.conversation)).page
        assert (len(stored["url"]), len(stored["product_id"])) == (2_000, 300)


async def test_a_locked_database_turns_the_visitor_away_for_now(
    start_gateway: StartGateway, tmp_path: Path
) -> None:
    file = tmp_path / "shopbell.db"
    impatient = open_database(f"sqlite+aiosqlite:///{file}", lock_wait_s=0.05)
    other_process = sqlite3.connect(file, isolation_level=None)
    async with start_gateway(opened=impatient) as gateway:
        other_process.execute("BEGIN IMMEDIATE")
        async with gateway.socket() as widget:
            await widget.send(type="hello")
            assert (await widget.next())["code"] == "unavailable"
            assert await widget.closed() == 1013
        other_process.execute("ROLLBACK")
        async with gateway.widget() as widget:
            assert widget.welcome["head"] == 0
    other_process.close()
    await impatient.dispose()
