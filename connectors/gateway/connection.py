"""One widget's socket: hello, then frames in and out until either side goes."""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy.exc import OperationalError
from starlette.websockets import WebSocket, WebSocketDisconnect

from connectors.gateway.context import GatewayContext
from connectors.gateway.delivery import Delivery
from connectors.gateway.frames import FrameHandler
from connectors.gateway.limits import FRAMES, REFUSALS_UNTIL_CLOSED, SlidingWindow
from connectors.gateway.outbox import Outbox, SlowReaderError
from connectors.gateway.visitor import Visitor, receive_visitor
from conversations.bus import PRESENCE
from conversations.contract import HELLO_SECONDS, ClientFrame, Code, Error, Hello
from conversations.wire import WireError, decode_client_frame, encode_json

POLICY_VIOLATION = 1008
TRY_AGAIN_LATER = 1013

log = structlog.get_logger(__name__)


class WidgetConnection:
    def __init__(self, *, socket: WebSocket, site: str, context: GatewayContext) -> None:
        self._socket = socket
        self._site = site
        self._context = context
        self._outbox = Outbox()
        self._refusals = 0

    async def serve(self) -> None:
        """Run until the socket is closed. Never raises for what the other end does."""
        try:
            hello = await self._hello()
            if hello is None:
                return
            async with self._context.writer.begin() as session:
                visitor = await receive_visitor(
                    session, site=self._site, hello=hello, at=self._context.clock()
                )
            await self._converse(hello, visitor)
        except OperationalError:
            log.warning("widget_database_unavailable", site=self._site)
            await self._close(TRY_AGAIN_LATER, Code.UNAVAILABLE)
        except SlowReaderError:
            await self._close(TRY_AGAIN_LATER, Code.SLOW_READER)
        except (WebSocketDisconnect, RuntimeError):
            # Starlette raises RuntimeError for a send that meets a closed socket.
            log.debug("widget_gone", site=self._site)

    async def _hello(self) -> Hello | None:
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                frame = decode_client_frame(await self._socket.receive_text())
        except TimeoutError:
            await self._close(POLICY_VIOLATION, Code.HELLO_TIMEOUT)
            return None
        except WireError as error:
            await self._close(POLICY_VIOLATION, error.code)
            return None
        if not isinstance(frame, Hello):
            await self._close(POLICY_VIOLATION, Code.HELLO_EXPECTED)
            return None
        return frame

    async def _converse(self, hello: Hello, visitor: Visitor) -> None:
        with self._context.bus.subscribe([PRESENCE]) as hints:
            delivery = Delivery(
                context=self._context, visitor=visitor, outbox=self._outbox, hints=hints
            )
            handler = FrameHandler(
                context=self._context, visitor=visitor, outbox=self._outbox, delivery=delivery
            )
            await handler.welcome(epoch=hello.epoch, last_seq=hello.last_seq)
            tasks = [
                asyncio.create_task(work)
                for work in (self._send(), delivery.watch(), self._receive(handler))
            ]
            try:
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _send(self) -> None:
        while True:
            await self._socket.send_text(await self._outbox.take())

    async def _receive(self, handler: FrameHandler) -> None:
        window = SlidingWindow(*FRAMES, self._context.monotonic)
        while True:
            raw = await self._socket.receive_text()
            if window.retry_after_ms() is not None:
                problem: WireError | None = WireError(Code.RATE_LIMITED, "", "too many frames")
            else:
                problem = await self._take(handler, raw)
            if problem is None:
                continue
            self._refusals += 1
            if self._refusals >= REFUSALS_UNTIL_CLOSED:
                await self._close(POLICY_VIOLATION, problem.code)
                return
            self._outbox.put(Error(problem.code, str(problem)))

    async def _take(self, handler: FrameHandler, raw: str) -> WireError | None:
        try:
            frame: ClientFrame = decode_client_frame(raw)
        except WireError as error:
            return error
        if isinstance(frame, Hello):
            return WireError(Code.UNKNOWN_TYPE, "type", "hello comes once")
        await handler.handle(frame)
        return None

    async def _close(self, status: int, code: Code) -> None:
        await self._socket.send_text(encode_json(Error(code)))
        await self._socket.close(status, code.value)
