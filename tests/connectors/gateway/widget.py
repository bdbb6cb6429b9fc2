"""A widget's side of the socket, and the server that it talks to."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from connectors.gateway.context import GatewayContext
from connectors.gateway.endpoints import create_router
from connectors.uploads.endpoints import UploadsContext
from connectors.uploads.endpoints import create_router as create_uploads_router
from conversations.bus import InProcessBus
from conversations.contract import MAX_FRAME_BYTES, SUBPROTOCOL
from conversations.log.repository import lock_conversation
from conversations.models import Conversation, LogRow
from conversations.uploads.reading import FileReader
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.turns.scripted import rows_of

SITE = "demo"
ORIGIN = "https://shop.test"
PATIENCE_S = 30.0
Frame = dict[str, Any]


class Ticks:
    """Monotonic seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Widget:
    """`unread` holds frames that arrived before a test asked for them, in order."""

    socket: ClientConnection
    welcome: Frame = field(default_factory=dict)
    unread: list[Frame] = field(default_factory=list)

    @property
    def token(self) -> str:
        return str(self.welcome["token"])

    @property
    def conversation(self) -> str:
        return str(self.welcome["conversation"])

    async def send(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    async def say(self, text: str, cmid: str | None = None) -> str:
        cmid = cmid or str(uuid4())
        await self.send(type="send", cmid=cmid, body={"kind": "text", "text": text})
        return cmid

    async def next(self) -> Frame:
        if self.unread:
            return self.unread.pop(0)
        return await self._read()

    async def receive(self, kind: str, **fields: Any) -> Frame:
        """The next frame of this type whose fields have these values; others stay unread."""

        def fits(frame: Frame) -> bool:
            return frame["type"] == kind and fields.items() <= frame.items()

        for place, frame in enumerate(self.unread):
            if fits(frame):
                return self.unread.pop(place)
        while not fits(frame := await self._read()):
            self.unread.append(frame)
        return frame

    async def said(self, text: str) -> Frame:
        """Say it and wait for the ack."""
        cmid = await self.say(text)
        return await self.receive("ack", cmid=cmid)

    async def request(self, what: str, conversation: str | None = None) -> None:
        await self.send(type="request", what=what, conversation=conversation)

    async def events(self, count: int) -> list[Frame]:
        """The next `count` events in the order in which they came."""
        return [await self.receive("event") for _ in range(count)]

    async def barrier(self) -> list[Frame]:
        """Everything that came before the answer to a ping."""
        await self.send(type="ping")
        await self.receive("pong")
        before, self.unread = self.unread, []
        return before

    async def closed(self) -> int | None:
        """Read on until the server has closed; its code."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                self.unread.append(await self._read())
        return self.socket.close_code

    async def _read(self) -> Frame:
        async with asyncio.timeout(PATIENCE_S):
            frame: Frame = json.loads(await self.socket.recv())
        return frame


@dataclass
class Gateway:
    """A running gateway and what stands behind it."""

    port: int
    context: GatewayContext
    database: Database
    bus: InProcessBus
    clock: FakeClock
    ticks: Ticks

    @asynccontextmanager
    async def socket(
        self,
        *,
        site: str = SITE,
        origin: str | None = ORIGIN,
        subprotocols: tuple[str, ...] = (SUBPROTOCOL,),
        **options: Any,
    ) -> AsyncIterator[Widget]:
        """A socket on which nothing has been said yet."""
        async with connect(
            f"ws://127.0.0.1:{self.port}/ws/widget?site={site}",
            origin=Origin(origin) if origin is not None else None,
            subprotocols=[Subprotocol(name) for name in subprotocols] or None,
            compression=None,
            proxy=None,
            close_timeout=1,
            **options,
        ) as socket:
            yield Widget(socket)

    @asynccontextmanager
    async def widget(self, **hello: Any) -> AsyncIterator[Widget]:
        """A socket that has been welcomed."""
        async with self.socket() as widget:
            await widget.send(type="hello", **hello)
            widget.welcome = await widget.receive("welcome")
            yield widget

    async def rows(self, conversation_id: str) -> list[LogRow]:
        return await rows_of(self.database, conversation_id)

    async def change(
        self, conversation_id: str, change: Callable[..., Any], *, announce: bool = True, **how: Any
    ) -> Any:
        """Do to the conversation what another part of the application would."""
        async with self.database.writer.begin() as session:
            conversation = await lock_conversation(session, conversation_id)
            assert conversation is not None
            result = await change(session, conversation=conversation, at=self.clock(), **how)
        if announce:
            self.bus.publish(f"conversation:{conversation_id}", {"log": True})
        return result

    async def conversation(self, conversation_id: str) -> Conversation:
        async with self.database.reader() as session:
            return await session.get_one(Conversation, conversation_id)


@asynccontextmanager
async def serving(context: GatewayContext) -> AsyncIterator[int]:
    """The gateway on a free port, with the limits of the application's server."""
    app = FastAPI()
    app.include_router(create_router(context))
    app.include_router(
        create_uploads_router(
            UploadsContext(context.writer, context.reader, FileReader(), context.clock)
        )
    )
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            port=0,
            ws_max_size=MAX_FRAME_BYTES,
            ws_per_message_deflate=False,
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(server.serve())
    async with asyncio.timeout(PATIENCE_S):
        while not server.started:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task
