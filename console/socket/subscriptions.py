"""Which conversations one socket watches, and how far it has been sent each of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from console.inbox.access import readable_conversation
from console.parts import Sessions
from console.socket import frames
from console.socket.outbox import Outbox
from conversations.bus import Subscription, conversation_topic
from conversations.log.changes import RecentChanges
from conversations.log.news import News
from conversations.log.repository import all_rows_after


@dataclass
class Cursor:
    """The last row sent of each stream."""

    seq: int
    aseq: int


class Watches:
    """A hint only says "look again"; what is sent is read from the log, by one task, in order."""

    def __init__(
        self,
        *,
        reader: Sessions,
        outbox: Outbox,
        subscription: Subscription,
        page_rows: int,
        most: int,
    ) -> None:
        self._reader = reader
        self._outbox = outbox
        self._subscription = subscription
        self._page_rows = page_rows
        self._most = most
        self._cursors: dict[str, Cursor] = {}
        self._behind: dict[str, None] = {}
        self._reading: str | None = None
        self._work = asyncio.Event()

    async def watch(self, conversation_id: str, cursor: Cursor) -> bool:
        """False when too many are watched. Raises `ConversationNotFoundError`.

        A cursor past the end is of another history, so that everything is sent again.
        """
        if conversation_id not in self._cursors and len(self._cursors) >= self._most:
            return False
        async with self._reader() as session:
            conversation = await readable_conversation(session, conversation_id)
        if cursor.seq > conversation.head_seq or cursor.aseq > conversation.head_aseq:
            cursor = Cursor(0, 0)
        # Subscribed before the log is read: what is written in between is hinted at.
        self._subscription.add(conversation_topic(conversation_id))
        self._cursors[conversation_id] = cursor
        self.look_again(conversation_id)
        await self._outbox.put(frames.page(conversation))
        return True

    async def tell_page(self, conversation_id: str) -> None:
        """The page that the shopper is on now. Raises `ConversationNotFoundError`."""
        async with self._reader() as session:
            conversation = await readable_conversation(session, conversation_id)
        await self._outbox.put(frames.page(conversation))

    def unwatch(self, conversation_id: str) -> None:
        if self._cursors.pop(conversation_id, None) is not None:
            self._subscription.drop(conversation_topic(conversation_id))

    def watches(self, conversation_id: str) -> bool:
        return conversation_id in self._cursors

    def look_again(self, conversation_id: str) -> None:
        self._behind[conversation_id] = None
        self._work.set()

    def tell(self, conversation_id: str, news: News) -> None:
        """The next row of a conversation, without a look at its log where it can be the next."""
        cursor = self._cursors.get(conversation_id)
        if cursor is None or news.seq <= cursor.seq:
            return
        behind = conversation_id in self._behind or conversation_id == self._reading
        is_next = (news.seq - 1, news.aseq) == (cursor.seq, cursor.aseq)
        # Nothing awaits between the question and the answer, so that no row comes in between.
        if not behind and is_next and self._outbox.offer(news.for_agents):
            cursor.seq = news.seq
        else:
            self.look_again(conversation_id)

    async def check_heads(self, changes: RecentChanges) -> None:
        """Look again at every conversation whose log is longer than what was sent."""
        if not self._cursors:
            return
        heads = await changes.heads()
        for conversation_id, cursor in self._cursors.items():
            seq, aseq = heads.get(conversation_id, (0, 0))
            if seq > cursor.seq or aseq > cursor.aseq:
                self.look_again(conversation_id)

    async def send_rows(self) -> None:
        """Sends for ever, a page of each conversation in turn."""
        while True:
            await self._work.wait()
            conversation_id = next(iter(self._behind))
            del self._behind[conversation_id]
            if not self._behind:
                self._work.clear()
            cursor = self._cursors.get(conversation_id)
            if cursor is None:
                continue
            self._reading = conversation_id
            if await self._send_page(conversation_id, cursor):
                self.look_again(conversation_id)
            self._reading = None

    async def _send_page(self, conversation_id: str, cursor: Cursor) -> bool:
        """True when there may be more. A cursor replaced meanwhile is moved to no effect."""
        async with self._reader() as session:
            rows = await all_rows_after(
                session, conversation_id, cursor.seq, cursor.aseq, self._page_rows
            )
        for row in rows:
            if self._cursors.get(conversation_id) is not cursor:
                return False
            cursor.seq = row.seq or cursor.seq
            cursor.aseq = row.aseq or cursor.aseq
            await self._outbox.put(frames.event(row))
        return len(rows) == self._page_rows
