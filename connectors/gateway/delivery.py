"""From the log to one socket: every row past the last one sent, once and in order."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from sqlalchemy.exc import OperationalError

from connectors.gateway.context import GatewayContext
from connectors.gateway.outbox import Outbox
from connectors.gateway.visitor import Visitor
from conversations.bus import INBOX, PRESENCE, Subscription, conversation_topic
from conversations.contract import (
    RESUME_GAP,
    Backfill,
    Presence,
    Queue,
    Role,
    ServerSeen,
    ServerTyping,
    Snapshot,
    State,
)
from conversations.log.frames import event_frame
from conversations.log.repository import (
    conversation_by_id,
    last_public_rows,
    public_rows_after,
)
from conversations.queue.service import queue_place

PAGE = 200
HEADS_EVERY_S = 5.0


class Delivery:
    """`watch` runs as long as the socket; it reads the log at each hint, and each 5 s anyway."""

    def __init__(
        self, *, context: GatewayContext, visitor: Visitor, outbox: Outbox, hints: Subscription
    ) -> None:
        self._context = context
        self._visitor = visitor
        self._outbox = outbox
        self._hints = hints
        self._topic = ""
        self._queue: Queue | None = None

    def follow(self) -> None:
        """Listen for the visitor's open conversation, and no longer for the one before."""
        if self._topic:
            self._hints.drop(self._topic)
        self._topic = conversation_topic(self._visitor.conversation_id)
        self._hints.add(self._topic)
        self._queue = None

    async def watch(self) -> None:
        while True:
            with contextlib.suppress(OperationalError):
                await self._send_news()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(HEADS_EVERY_S):
                    while not self._is_news(*await self._hints.next()):
                        pass

    async def resume(self, *, epoch: str | None, last_seq: int, head: int) -> None:
        """Take up where the client stopped: from the log, or with a snapshot of its newest page."""
        visitor = self._visitor
        if epoch in (None, visitor.epoch) and 0 <= head - last_seq <= RESUME_GAP:
            visitor.last_seq = last_seq
            return
        async with self._context.reader() as session:
            rows = await last_public_rows(session, visitor.conversation_id, PAGE)
        frames = tuple(event_frame(row) for row in rows)
        self._outbox.put(Snapshot(visitor.epoch, head, frames))
        visitor.last_seq = rows[-1].seq or 0 if rows else 0

    async def backfill(self, after: int, limit: int) -> None:
        limit = max(1, min(limit, PAGE))
        async with self._context.reader() as session:
            rows = await public_rows_after(session, self._visitor.conversation_id, after, limit + 1)
        frames = tuple(event_frame(row) for row in rows[:limit])
        self._outbox.put(Backfill(after, frames, more=len(rows) > limit))

    async def _send_news(self) -> None:
        visitor = self._visitor
        while True:
            await self._outbox.drained(PAGE + 8)
            conversation_id = visitor.conversation_id
            async with self._context.reader() as session:
                rows = await public_rows_after(session, conversation_id, visitor.last_seq, PAGE)
                conversation = await conversation_by_id(session, conversation_id)
                place = (
                    await queue_place(session, conversation=conversation, now=self._context.clock())
                    if conversation is not None and conversation.state == State.QUEUED.value
                    else None
                )
            if conversation_id != visitor.conversation_id:
                continue
            for row in rows:
                self._outbox.put(event_frame(row))
                visitor.last_seq = row.seq or visitor.last_seq
            if len(rows) < PAGE:
                break
        if place is not None and place != self._queue:
            self._outbox.put(place)
        self._queue = place

    def _is_news(self, topic: str, hint: dict[str, Any]) -> bool:
        """Pass on what is not stored; true when the log or the queue may have changed."""
        if topic == PRESENCE:
            self._outbox.put(Presence(agents_online=hint["agents_online"]))
            return False
        if topic == INBOX:
            return self._queue is not None
        if typing := hint.get("typing"):
            if typing["role"] != Role.SHOPPER.value:
                self._outbox.put(ServerTyping(Role(typing["role"]), typing["on"]))
            return False
        if seen := hint.get("seen"):
            if seen["role"] == Role.AGENT.value:
                self._outbox.put(ServerSeen(Role.AGENT, seen["seq"]))
            return False
        return True
