"""One widget's socket: hello, then frames in and out until either side goes."""

from __future__ import annotations

import asyncio
import contextlib

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect

from connectors.gateway.checks import check_frame
from connectors.gateway.context import GatewayContext
from connectors.gateway.delivery import Delivery
from connectors.gateway.frames import FrameHandler
from connectors.gateway.limits import FRAMES, REFUSALS_UNTIL_CLOSED, SlidingWindow
from connectors.gateway.outbox import Outbox, SlowReaderError
from connectors.gateway.visitor import Visitor, identify_visitor, receive_visitor
from conversations.availability import UNAVAILABLE
from conversations.bus import PRESENCE
from conversations.contract import ClientFrame, Code, Error, Hello
from conversations.errors import ConversationError
from conversations.wire import WireError, decode_client_frame, encode_json

POLICY_VIOLATION = 1008
TRY_AGAIN_LATER = 1013
CLOSE_S = 1.0

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
            if hello is not None:
                await self._converse(hello)
        except UNAVAILABLE:
            log.warning("widget_database_unavailable", site=self._site)
            await self._close(TRY_AGAIN_LATER, Code.UNAVAILABLE)
        except SlowReaderError:
            log.info("widget_slow_reader", site=self._site)
            await self._close(TRY_AGAIN_LATER, Code.SLOW_READER)
        except (WebSocketDisconnect, RuntimeError):
            # Starlette raises RuntimeError for a send that meets a closed socket.
            log.debug("widget_gone", site=self._site)

    async def _hello(self) -> Hello | None:
        try:
            async with asyncio.timeout(self._context.timing.hello_s):
                frame = _decoded(await self._next_text())
        except TimeoutError:
            await self._close(POLICY_VIOLATION, Code.HELLO_TIMEOUT)
            return None
        except WireError as error:
            await self._close(POLICY_VIOLATION, error.code, str(error))
            return None
        if not isinstance(frame, Hello):
            await self._close(POLICY_VIOLATION, Code.HELLO_EXPECTED)
            return None
        return frame

    async def _converse(self, hello: Hello) -> None:
        visitor, problem = await self._visitor(hello)
        with self._context.bus.subscribe([PRESENCE]) as hints:
            delivery = Delivery(
                context=self._context, visitor=visitor, outbox=self._outbox, hints=hints
            )
            handler = FrameHandler(
                context=self._context, visitor=visitor, outbox=self._outbox, delivery=delivery
            )
            await handler.welcome(visitor, epoch=hello.epoch, last_seq=hello.last_seq)
            if problem is not None:
                self._outbox.put(Error(problem.code, str(problem)))
            receiving = asyncio.create_task(self._receive(handler))
            tasks = [
                asyncio.create_task(self._send()),
                asyncio.create_task(delivery.watch()),
                receiving,
            ]
            try:
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        await self._close(POLICY_VIOLATION, receiving.result())

    async def _visitor(self, hello: Hello) -> tuple[Visitor, ConversationError | None]:
        """Who it is, before any row is sent; and why the shop's word on it was not taken."""
        at = self._context.clock()
        async with self._context.writer.begin() as session:
            visitor = await receive_visitor(session, site=self._site, hello=hello, at=at)
            if hello.identity is None:
                return visitor, None
            try:
                return await identify_visitor(
                    session,
                    visitor,
                    identity=hello.identity,
                    verifications=self._context.verifications,
                    at=at,
                ), None
            except ConversationError as error:
                return visitor, error

    async def _send(self) -> None:
        while True:
            await self._send_within(await self._outbox.take(), self._context.timing.send_s)

    async def _send_within(self, text: str, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._socket.send_text(text)
        except TimeoutError:
            raise SlowReaderError from None

    async def _receive(self, handler: FrameHandler) -> Code:
        """Handle frames until too many had to be refused: then the code of the last one."""
        window = SlidingWindow(*FRAMES, self._context.monotonic)
        while True:
            raw = await self._next_text()
            if window.retry_after_ms() is not None:
                problem: WireError | None = WireError(Code.RATE_LIMITED, "", "too many frames")
            else:
                problem = await self._take(handler, raw)
            if problem is None:
                continue
            self._refusals += 1
            if self._refusals >= REFUSALS_UNTIL_CLOSED:
                return problem.code
            self._outbox.put(Error(problem.code, str(problem)))

    async def _take(self, handler: FrameHandler, raw: str | None) -> WireError | None:
        try:
            frame = _decoded(raw)
        except WireError as error:
            return error
        if isinstance(frame, Hello):
            return WireError(Code.UNKNOWN_TYPE, "type", "hello comes once")
        await handler.handle(frame)
        return None

    async def _next_text(self) -> str | None:
        """The next frame's text; None for a binary frame."""
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"], message.get("reason"))
        text: str | None = message.get("text")
        return text

    async def _close(self, status: int, code: Code, problem: str = "") -> None:
        """Say why and close. A peer that reads no more cannot hold up the end."""
        with contextlib.suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
            async with asyncio.timeout(CLOSE_S):
                while code is not Code.SLOW_READER and (waiting := self._outbox.next_waiting()):
                    await self._socket.send_text(waiting)
                await self._socket.send_text(encode_json(Error(code, problem)))
                await self._socket.close(status, code.value)


def _decoded(raw: str | None) -> ClientFrame:
    """Raises `WireError` for a frame that breaks the contract."""
    if raw is None:
        raise WireError(Code.BAD_FRAME, "", "must be text")
    frame = decode_client_frame(raw)
    check_frame(frame)
    return frame
