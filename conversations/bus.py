"""Hints between the parts of one process: "conversation X has reached seq N".

A hint may be lost, doubled or late; who gets one reads the log. Published only after a commit.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

Hint = dict[str, Any]
INBOX = "inbox"
TURNS = "turns"
PRESENCE = "presence"
MAILS = "mails"
BACKLOG = 256


def conversation_topic(conversation_id: str) -> str:
    return f"conversation:{conversation_id}"


@dataclass(eq=False)
class Subscription:
    """An endless iterator of `(topic, hint)`. Topics may be added and dropped while it is read."""

    _bus: InProcessBus
    _topics: set[str] = field(default_factory=set)
    _queue: asyncio.Queue[tuple[str, Hint]] = field(
        default_factory=lambda: asyncio.Queue(maxsize=BACKLOG)
    )

    def add(self, topic: str) -> None:
        self._topics.add(topic)
        self._bus.listeners[topic].add(self)

    def drop(self, topic: str) -> None:
        self._topics.discard(topic)
        self._bus.listeners[topic].discard(self)
        if not self._bus.listeners[topic]:
            del self._bus.listeners[topic]

    def close(self) -> None:
        for topic in tuple(self._topics):
            self.drop(topic)

    def offer(self, topic: str, hint: Hint) -> None:
        # A full backlog drops the hint: its reader looks at the heads every few seconds anyway.
        if not self._queue.full():
            self._queue.put_nowait((topic, hint))

    async def next(self) -> tuple[str, Hint]:
        return await self._queue.get()

    async def __aiter__(self) -> AsyncIterator[tuple[str, Hint]]:
        while True:
            yield await self.next()


class Bus(Protocol):
    def publish(self, topic: str, hint: Hint) -> None: ...

    def subscribe(self, topics: Iterable[str] = ()) -> AbstractContextManager[Subscription]: ...


class InProcessBus:
    def __init__(self) -> None:
        self.listeners: defaultdict[str, set[Subscription]] = defaultdict(set)

    def publish(self, topic: str, hint: Hint) -> None:
        for listener in tuple(self.listeners.get(topic, ())):
            listener.offer(topic, hint)

    @contextmanager
    def subscribe(self, topics: Iterable[str] = ()) -> Iterator[Subscription]:
        subscription = Subscription(self)
        for topic in topics:
            subscription.add(topic)
        try:
            yield subscription
        finally:
            subscription.close()
