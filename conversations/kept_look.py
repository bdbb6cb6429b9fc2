"""One look at the database for all sockets of a process that want to know the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class KeptLook(Generic[Answer]):
    """`kept_s` is how old an answer may be; who asks while it is looked up waits for that look."""

    def __init__(self, look: Callable[[], Awaitable[Answer]], kept_s: float) -> None:
        self._look = look
        self._kept_s = kept_s
        self._lock = asyncio.Lock()
        self._looked_at = float("-inf")
        self._answer: Answer | None = None

    async def answer(self) -> Answer:
        async with self._lock:
            now = asyncio.get_running_loop().time()
            if self._answer is None or now - self._looked_at >= self._kept_s:
                self._answer = await self._look()
                self._looked_at = now
            return self._answer
