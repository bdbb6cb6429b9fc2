"""The client against a real HTTP server that behaves as a bot may, well and badly."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from connectors.rasa_client import HEALTH_PATH, TURN_PATH, BotAddress, RasaClient
from conversations.contract import (
    ChoiceOffer,
    HandoffReason,
    HandoffSignal,
    TextBody,
    TurnMessage,
    TurnReply,
    TurnRequest,
    Understood,
)
from conversations.turns.engine import EngineError
from conversations.wire import encode, encode_json
from tests.shop_process import free_port

pytestmark = pytest.mark.anyio

REQUEST = TurnRequest(conversation="c", cmid="m", turn="t", text="hello", locale="zh", site="demo")
REPLY = TurnReply(
    (TurnMessage(TextBody("hi"), (ChoiceOffer("Person", "talk_to_human"),)),),
    (HandoffSignal(HandoffReason.CASE, "parcel"),),
    Understood("greet", 0.5, ({"entity": "e", "value": "v"},)),
)


@dataclass(frozen=True)
class Asked:
    line: str
    headers: dict[str, str]
    body: Any


Respond = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


def response(status: int, body: str) -> bytes:
    data = body.encode()
    head = f"HTTP/1.1 {status} X\r\ncontent-length: {len(data)}\r\nconnection: close\r\n\r\n"
    return head.encode() + data


def saying(status: int, body: str) -> Respond:
    async def respond(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(response(status, body))

    return respond


class Address:
    """Where the tests' bot is; `doubts` counts how often the client found nobody there."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.doubts = 0

    async def __call__(self) -> str:
        return self.url

    def doubt(self) -> None:
        self.doubts += 1


@asynccontextmanager
async def served(respond: Respond) -> AsyncIterator[tuple[int, list[Asked]]]:
    """A server that answers with `respond`: its port, and what it was asked."""
    asked: list[Asked] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        raw = await reader.readexactly(int(headers.get("content-length", "0")))
        asked.append(Asked(head[0], headers, json.loads(raw) if raw else None))
        try:
            await respond(asked[-1], writer)
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], asked


@asynccontextmanager
async def bot(respond: Respond) -> AsyncIterator[tuple[RasaClient, list[Asked]]]:
    """A client whose bot is such a server."""
    async with served(respond) as (port, asked), httpx.AsyncClient(trust_env=False) as http:
        yield client_for(http, port), asked


def client_for(
    http: httpx.AsyncClient,
    address: int | BotAddress,
    revision: Callable[[], Awaitable[int]] | None = None,
) -> RasaClient:
    async def seven() -> int:
        return 7

    return RasaClient(
        http=http,
        address=Address(address) if isinstance(address, int) else address,
        secret="S3cret",
        catalogue_revision=revision or seven,
    )


async def failure(client: RasaClient, timeout_s: float = 5.0) -> tuple[str, bool]:
    with pytest.raises(EngineError) as error:
        await client.reply(REQUEST, timeout_s=timeout_s)
    return error.value.code, error.value.retry


async def test_a_turn_is_posted_whole_with_the_secret_and_its_reply_read_whole() -> None:
    async with bot(saying(200, encode_json(REPLY))) as (client, asked):
        assert await client.reply(REQUEST, timeout_s=5) == REPLY
    assert asked[0].line == f"POST {TURN_PATH} HTTP/1.1"
    assert asked[0].headers["authorization"] == "bearer s3cret"
    assert asked[0].body == {**encode(REQUEST), "catalogue_revision": 7}


@pytest.mark.parametrize(
    ("status", "body", "code", "retry"),
    [
        (503, '{"status":"failed","code":"not_ready"}', "not_ready", True),
        (503, '{"status":"failed","code":"store_fault"}', "store_fault", True),
        (503, '{"status":"failed","code":"action_failed"}', "action_failed", False),
        (503, '{"status":"failed","code":"no_reply"}', "no_reply", False),
        (401, '{"status":"failed","code":"unauthenticated"}', "unauthenticated", False),
        (500, "<h1>oops</h1>", "bot_status_500", False),
        (404, "", "bot_status_404", False),
        (503, "[]", "bot_status_503", False),
        (503, '"not_ready"', "bot_status_503", False),
        (302, "", "bot_status_302", False),
        (200, "", "bot_reply_invalid", False),
        (200, "[]", "bot_reply_invalid", False),
        (200, '{"messages":"hi"}', "bot_reply_invalid", False),
        (200, '{"messages":[{"body":{"kind":"html","html":"x"}}]}', "bot_reply_invalid", False),
        (200, '{"messages":[],"surprise":1}', "bot_reply_invalid", False),
    ],
)
async def test_what_is_no_reply_is_a_failure_with_a_code(
    status: int, body: str, code: str, retry: bool
) -> None:
    async with bot(saying(status, body)) as (client, _):
        assert await failure(client) == (code, retry)


async def test_a_bot_that_is_not_there_may_come_back() -> None:
    address = Address(free_port())
    async with httpx.AsyncClient(trust_env=False) as http:
        client = client_for(http, address)
        assert await failure(client) == ("bot_unreachable", True)
        assert not await client.healthy()
    # Another bot may have taken over: the address is looked up again.
    assert address.doubts == 2


async def test_a_bot_that_dies_in_mid_answer_may_come_back() -> None:
    async def die(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(response(200, encode_json(REPLY))[:60])

    async with bot(die) as (client, _):
        assert await failure(client) == ("bot_unreachable", True)


async def test_a_bot_that_says_nothing_is_given_up_in_time() -> None:
    forever = asyncio.Event()

    async def hang(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await forever.wait()

    async with bot(hang) as (client, _):
        assert await failure(client, timeout_s=0.1) == ("bot_timeout", True)
        forever.set()


async def test_a_bot_that_trickles_is_given_up_in_time_too() -> None:
    """Each byte comes well within the time, the whole never does."""

    async def trickle(asked: Asked, writer: asyncio.StreamWriter) -> None:
        for byte in response(200, encode_json(REPLY)):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.02)

    async with bot(trickle) as (client, _):
        assert await failure(client, timeout_s=0.2) == ("bot_timeout", True)


async def test_a_database_that_cannot_tell_the_catalogues_revision_may_come_back() -> None:
    async def locked() -> int:
        raise OperationalError("select", {}, Exception("database is locked"))

    async with httpx.AsyncClient(trust_env=False) as http:
        client = client_for(http, 9, locked)
        assert await failure(client) == ("database_unavailable", True)


async def test_each_turn_goes_where_the_bot_is_by_then() -> None:
    answer = saying(200, encode_json(REPLY))
    async with served(answer) as (old, at_old), served(answer) as (new, at_new):
        address = Address(old)
        async with httpx.AsyncClient(trust_env=False) as http:
            client = client_for(http, address)
            await client.reply(REQUEST, timeout_s=5)
            address.url = f"http://127.0.0.1:{new}"
            await client.reply(REQUEST, timeout_s=5)
    assert (len(at_old), len(at_new)) == (1, 1)


@pytest.mark.parametrize(
    ("status", "body", "healthy"),
    [(200, '{"status":"ok","model":"abc"}', True), (200, "{}", False), (503, "{}", False)],
)
async def test_health_is_what_the_bot_says(status: int, body: str, healthy: bool) -> None:
    async with bot(saying(status, body)) as (client, asked):
        assert await client.healthy() is healthy
    assert asked[0].line == f"GET {HEALTH_PATH} HTTP/1.1"


async def test_a_database_that_cannot_tell_where_the_bot_is_is_not_healthy_and_may_come_back() -> (
    None
):
    class Locked(Address):
        async def __call__(self) -> str:
            raise OperationalError("select", {}, Exception("database is locked"))

    async with httpx.AsyncClient(trust_env=False) as http:
        client = client_for(http, Locked(9))
        assert await failure(client) == ("database_unavailable", True)
        assert not await client.healthy()
