"""A console served on a free port, and sockets to it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from console.accounts.access import COOKIE
from tests.console.desk import ORIGIN, Browser, Desk

PATIENCE_S = 30


class Line:
    """One open socket, read frame by frame."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def send(self, **frame: Any) -> None:
        await self.connection.send(json.dumps(frame))

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_S):
            frame: dict[str, Any] = json.loads(await self.connection.recv())
            return frame

    async def next_of(self, *types: str) -> dict[str, Any]:
        """The next frame of one of these types; the others before it are passed over."""
        while True:
            frame = await self.next()
            if frame["type"] in types:
                return frame

    async def events(self, count: int) -> list[dict[str, Any]]:
        return [await self.next_of("event") for _ in range(count)]

    async def quiet(self) -> None:
        """Everything that was on its way has come, and no event was among it."""
        await self.send(type="ping")
        while (frame := await self.next())["type"] != "pong":
            assert frame["type"] != "event", frame

    async def close_code(self) -> int:
        """Reads to the end and says how it ended."""
        with suppress(ConnectionClosed):
            while True:
                await self.next()
        return int(self.connection.close_code or 0)


@asynccontextmanager
async def served(desk: Desk) -> AsyncIterator[str]:
    """The address of the running console, for sockets."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    config = uvicorn.Config(
        desk.app, log_level="error", lifespan="off", timeout_graceful_shutdown=5
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve([listening]))
    try:
        yield f"ws://127.0.0.1:{port}/ws/console"
    finally:
        server.should_exit = True
        await running


@asynccontextmanager
async def line(
    address: str, browser: Browser, origin: str | None = ORIGIN, **options: Any
) -> AsyncIterator[Line]:
    cookie = browser.cookies.get(COOKIE)
    headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    async with connect(
        address,
        origin=None if origin is None else Origin(origin),
        additional_headers=headers,
        proxy=None,
        **options,
    ) as connection:
        yield Line(connection)
