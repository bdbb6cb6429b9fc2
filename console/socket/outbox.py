"""What waits to be sent on one socket: bounded, so that a slow reader costs itself only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from starlette.websockets import WebSocketDisconnect

from console.socket import frames
from console.socket.closing import CloseReason, SocketClosedError

Send = Callable[[str], Awaitable[None]]


class Outbox:
    def __init__(self, send: Send, *, places: int, stall_s: float) -> None:
        self._send = send
        self._stall_s = stall_s
        self._queue: asyncio.Queue[str] = asyncio.Queue(places)
        self._lists_missed = False

    async def put(self, frame: str) -> None:
        """Waits for a place; raises `SocketClosedError` when none came free for `stall_s`."""
        # Not `wait_for`, which in Python 3.11 may swallow the cancellation that ends a socket.
        try:
            async with asyncio.timeout(self._stall_s):
                await self._queue.put(frame)
        except TimeoutError:
            raise SocketClosedError(CloseReason.SLOW_READER) from None

    def offer(self, frame: str) -> bool:
        """Never waits: false where there is no place."""
        try:
            self._queue.put_nowait(frame)
        except asyncio.QueueFull:
            return False
        return True

    def offer_inbox(self, frame: str) -> None:
        """Never waits: where there is no place, one later notice stands for all that was missed."""
        if not self.offer(frame):
            self._lists_missed = True

    async def drain(self) -> None:
        """Sends for ever; raises `SocketClosedError` once the other side has gone or stalls."""
        while True:
            frame = await self._queue.get()
            if self._lists_missed:
                self._lists_missed = False
                self._queue.put_nowait(frames.inbox())
            try:
                async with asyncio.timeout(self._stall_s):
                    await self._send(frame)
            except TimeoutError:
                raise SocketClosedError(CloseReason.SLOW_READER) from None
            except (WebSocketDisconnect, RuntimeError):
                # Servers say RuntimeError where something is sent after the other side has gone.
                raise SocketClosedError(None) from None
