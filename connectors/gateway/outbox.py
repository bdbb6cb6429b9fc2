"""Frames on their way to one socket, in order and bounded in number and in bytes."""

from __future__ import annotations

import asyncio

from conversations.contract import ServerFrame
from conversations.wire import encode_json

BOUND = 512
# A page of the longest messages is below 5 MiB, and `drained` lets in one page at a time.
BOUND_BYTES = 8 * 1024 * 1024
DRAINED_BYTES = 1024 * 1024


class SlowReaderError(Exception):
    """The other end does not read as fast as it asks."""


class Outbox:
    def __init__(self) -> None:
        self._frames: asyncio.Queue[str] = asyncio.Queue(maxsize=BOUND)
        self._bytes = 0
        self._taken = asyncio.Event()

    def put(self, frame: ServerFrame) -> None:
        """Raises `SlowReaderError` when a bound is reached."""
        if self._frames.full() or self._bytes > BOUND_BYTES:
            raise SlowReaderError
        self._put(encode_json(frame))

    def offer(self, text: str, room: int) -> bool:
        """A frame that is written already, unless `room` more frames would not fit by now."""
        if not self._has(room):
            return False
        self._put(text)
        return True

    def _put(self, text: str) -> None:
        self._bytes += len(text.encode())
        self._frames.put_nowait(text)

    async def take(self) -> str:
        return self._left(await self._frames.get())

    def next_waiting(self) -> str | None:
        """The next frame if there is one now."""
        return None if self._frames.empty() else self._left(self._frames.get_nowait())

    def _left(self, text: str) -> str:
        self._bytes -= len(text.encode())
        self._taken.set()
        return text

    async def drained(self, room: int) -> None:
        """Wait until at least `room` more frames fit and little is left of earlier pages."""
        while not self._has(room):
            self._taken.clear()
            await self._taken.wait()

    def _has(self, room: int) -> bool:
        return BOUND - self._frames.qsize() >= room and self._bytes <= DRAINED_BYTES
