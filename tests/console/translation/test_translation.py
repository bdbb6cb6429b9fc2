"""Against a served translator that keeps to LibreTranslate's contract, as its own answers look."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from console.models import AgentRole
from shopbell.database import Database
from shopbell.translator import LibreTranslator
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio

RECORDED = {
    "你好，我的订单在哪里？": {
        "detectedLanguage": {"confidence": 90, "language": "zh-Hans"},
        "translatedText": "Hello, where is my order?",
    }
}


@asynccontextmanager
async def served(asked: list[dict[str, Any]]) -> AsyncIterator[str]:
    """A translator on a free port; what it was not taught is refused as LibreTranslate does."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1])
            for line in head.split("\r\n")
            if line.lower().startswith("content-length")
        )
        body = json.loads(await reader.readexactly(length))
        asked.append({"path": head.split(" ")[1], **body})
        known = RECORDED.get(body["q"])
        status = "200 OK" if known else "400 BAD REQUEST"
        sent = json.dumps(known or {"error": "Invalid request"}).encode()
        writer.write(
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(sent)}\r\nConnection: close\r\n\r\n".encode()
            + sent
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def translation(browser: Browser, conversation: str, seq: int) -> httpx.Response:
    path = f"/api/console/conversations/{conversation}/translation"
    return await browser.post(path, json={"seq": seq, "to": "en"})


async def test_a_message_is_translated_when_an_agent_asks(
    database: Database, clock: FakeClock
) -> None:
    asked: list[dict[str, Any]] = []
    async with served(asked) as url, httpx.AsyncClient(trust_env=False) as http:
        desk = Desk(database, clock, translate=LibreTranslator(http, url, "a-key"))
        ana = await desk.newcomer("Ana", AgentRole.AGENT)
        assert (await ana.get("/api/console/translator")).json() == {"available": True}
        conversation = await desk.queued("你好，我的订单在哪里？", "qwerty", locale="zh")
        assert asked == []
        shown = await translation(ana, conversation, 1)
        assert shown.json() == {"text": "Hello, where is my order?"}
        assert asked == [
            {
                "path": "/translate",
                "q": "你好，我的订单在哪里？",
                "source": "auto",
                "target": "en",
                "format": "text",
                "api_key": "a-key",
            }
        ]
        refused = await translation(ana, conversation, 2)
        assert (refused.status_code, code_of(refused)) == (503, "unavailable")
        assert (await translation(ana, conversation, 99)).status_code == 404


async def test_without_a_translator_there_is_none(desk: Desk, ana: Browser) -> None:
    assert (await ana.get("/api/console/translator")).json() == {"available": False}
    conversation = await desk.queued("hello")
    assert (await translation(ana, conversation, 1)).status_code == 404
