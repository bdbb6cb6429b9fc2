"""Frames on their way to one socket, in order and bounded."""

from __future__ import annotations

import asyncio

from conversations.contract import ServerFrame
from conversations.wire import encode_json

BOUND = 512


class SlowReaderError(Exception):
    """The other end does not read as fast as it asks."""


class Outbox:
    def __init__(self) -> None:
        self._frames: asyncio.Queue[str] = asyncio.Queue(maxsize=BOUND)
        self._taken = asyncio.Event()

    def put(self, frame: ServerFrame) -> None:
        """Raises `SlowReaderError` when the bound is reached."""
        try:
            self._frames.put_nowait(encode_json(frame))
        except asyncio.QueueFull:
            raise SlowReaderError from None

    async def take(self) -> str:
        frame = await self._frames.get()
        self._taken.set()
        return frame

    @property
    def room(self) -> int:
        return BOUND - self._frames.qsize()

    async def drained(self, room: int) -> None:
        """Wait until at least `room` more frames fit."""
        while self.room < room:
            self._taken.clear()
            await self._taken.wait()
