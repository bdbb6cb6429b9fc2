from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from connectors.gateway.context import GatewayTiming
from connectors.gateway.outbox import BOUND, BOUND_BYTES, DRAINED_BYTES, Outbox, SlowReaderError
from conversations.contract import Code, Error, Pong
from tests.connectors.gateway.conftest import StartGateway
from tests.connectors.gateway.test_resuming import fill
from tests.conversations.waiting import eventually

pytestmark = pytest.mark.anyio
LONG = "x" * 4_000


async def test_the_outbox_is_bounded_in_frames() -> None:
    outbox = Outbox()
    for _ in range(BOUND):
        outbox.put(Pong())
    with pytest.raises(SlowReaderError):
        outbox.put(Pong())
    await outbox.take()
    outbox.put(Pong())


async def test_the_outbox_is_bounded_in_bytes() -> None:
    outbox = Outbox()
    big = Error(Code.INVALID, "é" * (BOUND_BYTES // 8))
    for _ in range(4):
        outbox.put(big)
    with pytest.raises(SlowReaderError):
        outbox.put(Pong())
    await outbox.take()
    outbox.put(Pong())


async def test_the_outbox_lets_the_next_page_in_when_the_last_has_nearly_gone() -> None:
    outbox = Outbox()
    half = Error(Code.INVALID, "x" * (DRAINED_BYTES // 2 + 1))
    outbox.put(half)
    await outbox.drained(BOUND - 1)
    outbox.put(half)
    outbox.put(Pong())
    waiting = asyncio.create_task(outbox.drained(1))
    await asyncio.sleep(0)
    assert not waiting.done()
    await outbox.take()
    await waiting


@pytest.mark.slow
async def test_who_asks_and_does_not_read_is_let_go(start_gateway: StartGateway) -> None:
    timing = GatewayTiming(hello_s=60, heads_every_s=60, send_s=0.3)
    async with start_gateway(timing) as gateway:

        async def let_go() -> bool:
            return not gateway.bus.listeners

        with capture_logs() as logs:
            async with gateway.widget() as widget:
                # The client library stops reading when a frame waits that nobody has taken.
                await fill(gateway, widget.conversation, 400, text=LONG)
                for _ in range(60):
                    await widget.send(type="backfill", after=0)
                await eventually(let_go, patience_s=60)
                widget.socket.transport.abort()
        assert "widget_slow_reader" in {entry["event"] for entry in logs}


@pytest.mark.slow
async def test_who_reads_slowly_but_reads_gets_everything(start_gateway: StartGateway) -> None:
    async with start_gateway() as gateway, gateway.widget() as widget:
        await fill(gateway, widget.conversation, 1_000, text=LONG)
        await widget.request("open", widget.conversation)
        events = await widget.events(1_000)
        assert [event["seq"] for event in events] == list(range(1, 1_001))
