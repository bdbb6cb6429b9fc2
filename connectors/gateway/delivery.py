"""From the log to one socket: every row past the last one sent, once and in order."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from connectors.gateway.context import GatewayContext
from connectors.gateway.outbox import Outbox
from connectors.gateway.visitor import Visitor
from conversations.availability import UNAVAILABLE
from conversations.bus import PRESENCE, Subscription, conversation_topic
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
from conversations.log.news import News, news_in
from conversations.log.repository import (
    conversation_by_id,
    last_public_rows,
    public_rows_after,
)
from conversations.models import Conversation
from conversations.queue.service import queue_place

PAGE = 200
# For a page of the log and what may come beside it.
ROOM = PAGE + 8


class Delivery:
    """`watch` runs as long as the socket; it reads the log at each hint and at intervals."""

    def __init__(
        self, *, context: GatewayContext, visitor: Visitor, outbox: Outbox, hints: Subscription
    ) -> None:
        self._context = context
        self._visitor = visitor
        self._outbox = outbox
        self._hints = hints
        self._topic = ""
        self._followed = 0
        self._queue: Queue | None = None
        self._presence: Presence | None = None

    def follow(self, last_seq: int) -> None:
        """Go on with the visitor's open conversation past `last_seq`, and not with the one before.

        Rows that are being read for the one before are thrown away.
        """
        if self._topic:
            self._hints.drop(self._topic)
        self._topic = conversation_topic(self._visitor.conversation_id)
        self._hints.add(self._topic)
        self._visitor.last_seq = last_seq
        self._followed += 1
        self._queue = None

    async def watch(self) -> None:
        hinted = True
        while True:
            with contextlib.suppress(*UNAVAILABLE):
                if hinted or await self._has_grown():
                    await self._send_news()
                # Not reached while the database is away: then it is looked at again.
                hinted = False
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._context.timing.heads_every_s):
                    while not self._is_news(*await self._hints.next()):
                        pass
                    hinted = True

    async def _has_grown(self) -> bool:
        """Without a hint: whether there may be rows that were not sent, or a place that moved."""
        await self._context.opening.load()
        self.tell_presence()
        heads = await self._context.changes.heads()
        seq, _ = heads.get(self._visitor.conversation_id, (0, 0))
        return seq > self._visitor.last_seq or self._queue is not None

    async def snapshot(
        self,
        session: AsyncSession,
        conversation: Conversation,
        *,
        epoch: str | None,
        last_seq: int,
    ) -> Snapshot | None:
        """The newest page for a client that is too far behind; None when the log can go on."""
        missed = conversation.head_seq - last_seq
        if epoch in (None, self._visitor.epoch) and 0 <= missed <= RESUME_GAP:
            return None
        rows = await last_public_rows(session, conversation.id, PAGE)
        frames = tuple(event_frame(row) for row in rows)
        return Snapshot(self._visitor.epoch, conversation.head_seq, frames)

    async def backfill(self, after: int, limit: int) -> None:
        limit = max(1, min(limit, PAGE))
        async with self._context.reader() as session:
            rows = await public_rows_after(session, self._visitor.conversation_id, after, limit + 1)
        frames = tuple(event_frame(row) for row in rows[:limit])
        self._outbox.put(Backfill(after, frames, more=len(rows) > limit))

    def tell_presence(self, *, again: bool = False) -> None:
        """Whether somebody can answer, when that has changed; `again` in any case.

        Nothing before the welcome, which tells it first.
        """
        context = self._context
        if self._presence is None and not again:
            return
        presence = context.opening.presence(
            self._visitor.site, context.clock(), agents_online=context.presence.agents_online
        )
        if again or presence != self._presence:
            self._outbox.put(presence)
        self._presence = presence

    async def _send_news(self) -> None:
        visitor = self._visitor
        await self._context.opening.load()
        self.tell_presence()
        while True:
            await self._outbox.drained(ROOM)
            followed, conversation_id = self._followed, visitor.conversation_id
            async with self._context.reader() as session:
                rows = await public_rows_after(session, conversation_id, visitor.last_seq, PAGE)
                conversation = await conversation_by_id(session, conversation_id)
                place = (
                    await queue_place(
                        session,
                        conversation=conversation,
                        now=self._context.clock(),
                        on_shift=self._context.presence.on_shift,
                    )
                    if conversation is not None and conversation.state == State.QUEUED.value
                    else None
                )
            if followed != self._followed:
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
        """Pass on what is not stored; true when the log may have grown."""
        if topic == PRESENCE:
            self.tell_presence()
            return False
        if topic != self._topic:
            # Left over from a conversation that is no longer open here.
            return False
        if typing := hint.get("typing"):
            if typing["role"] != Role.SHOPPER.value:
                self._outbox.put(ServerTyping(Role(typing["role"]), typing["on"]))
            return False
        if seen := hint.get("seen"):
            if seen["role"] == Role.AGENT.value:
                self._outbox.put(ServerSeen(Role.AGENT, seen["seq"]))
            return False
        if news := news_in(hint):
            return not self._is_told(news)
        return "page" not in hint

    def _is_told(self, news: News) -> bool:
        """False where the log has to be read: something stands before it, or there is no room."""
        visitor = self._visitor
        if news.seq > visitor.last_seq:
            if news.seq != visitor.last_seq + 1 or self._queue is not None:
                return False
            if not self._outbox.offer(news.for_shopper, ROOM):
                return False
            visitor.last_seq = news.seq
        return True
