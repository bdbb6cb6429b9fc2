"""Rasa's trackers in SQL, with the live ones kept in memory.

Rasa deserialises a whole tracker on each turn, which is 40 % of a lean turn and grows with the
conversation. Here a tracker stays in memory between turns, is taken out while a turn runs and put
back when the turn is saved, so that a turn that fails falls back to the stored state. Only new
events are written, together with the reply that the turn gave, in one transaction.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Callable, Iterable, Optional, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection

from bot.store_engine import create_store_engine
from bot.tracker_compaction import compacted_events, is_due
from bot.tracker_tables import bot_events, bot_replies, bot_trackers, metadata
from bot.turns import TurnRecord, current_turn

T = TypeVar("T")
logger = logging.getLogger(__name__)

LIVE_TRACKERS = 2_000
KEPT_REPLIES = 8


class TrackerConflictError(Exception):
    """Another process has saved a turn of this conversation since this turn began."""


@dataclass(frozen=True)
class _Stored:
    head: int
    reply: Optional[str]


class ShopbellTrackerStore(TrackerStore):
    """Named in endpoints.yml. `url` there is a database URL or the path of an SQLite file.

    Inside a turn of our channel `retrieve` and `save` only move the tracker to and from the turn's
    record; `commit` writes. The first `retrieve` of a turn loads, and notes `store_fault` in the
    record where that fails.
    """

    def __init__(
        self,
        domain: Optional[Domain] = None,
        event_broker: Any = None,
        host: Optional[str] = None,
        create_tables: bool = False,
        live_trackers: int = LIVE_TRACKERS,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        if not host:
            raise ValueError("the tracker store needs a url: set SHOPBELL_BOT_DATABASE")
        self._engine, threads = create_store_engine(host)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="bot-store")
        self._create_tables = create_tables
        self._live: OrderedDict[str, tuple[int, DialogueStateTracker]] = OrderedDict()
        self._live_limit = live_trackers

    @property
    def domain(self) -> Domain:
        return self._domain

    @domain.setter
    def domain(self, domain: Optional[Domain]) -> None:
        # A tracker holds the slots of the domain that it was made with.
        self._domain = domain or Domain.empty()
        self._live.clear()

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        turn = current_turn.get()
        if turn is None or turn.conversation != sender_id:
            return await self._in_thread(self._load, sender_id)
        if turn.store is None:
            await self._open(turn)
        tracker: Optional[DialogueStateTracker] = turn.tracker
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        turn = current_turn.get()
        if turn is not None and turn.conversation == tracker.sender_id:
            turn.tracker = tracker
            return
        record = TurnRecord(tracker.sender_id, cmid="", store=self, tracker=tracker)
        stored = await self._in_thread(self._stored, tracker.sender_id, "")
        record.head = stored.head
        await self.commit(record, None)

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        return await self.retrieve(conversation_id)

    async def exists(self, conversation_id: str) -> bool:
        return (await self._in_thread(self._stored, conversation_id, "")).head > 0

    async def keys(self) -> Iterable[str]:
        return await self._in_thread(self._conversations)

    async def _open(self, turn: TurnRecord) -> None:
        try:
            stored = await self._in_thread(self._stored, turn.conversation, turn.cmid)
            head, tracker = self._live.pop(turn.conversation, (0, None))
            if stored.head and head != stored.head:
                tracker = await self._in_thread(self._load, turn.conversation)
            elif not stored.head:
                tracker = None
        except Exception as error:
            # The message of a database error may quote what was being stored.
            logger.error("tracker store cannot read: %s", type(error).__name__)
            turn.note_fault("store_fault")
            raise
        turn.store = self
        turn.head = stored.head
        turn.kept_reply = stored.reply
        turn.tracker = tracker
        turn.stored_events = len(tracker.events) if tracker else 0
        if tracker is not None and stored.reply is not None:
            self._put_back(turn.conversation, stored.head, tracker)

    async def commit(self, turn: TurnRecord, reply: Optional[str]) -> None:
        """Save the turn's tracker and its reply, both or neither.

        Raises `TrackerConflictError` where the stored head has moved, and `SQLAlchemyError`.
        """
        tracker: DialogueStateTracker = turn.tracker
        compacting = is_due(tracker)
        if compacting:
            tracker = DialogueStateTracker.from_events(
                turn.conversation, compacted_events(tracker), self.domain.slots
            )
        first_new = 0 if compacting or not turn.head else turn.stored_events
        new = [
            json.dumps(event.as_dict(), separators=(",", ":"))
            for event in itertools.islice(tracker.events, first_new, None)
        ]
        head = turn.head + max(len(new), 1)
        await self._in_thread(self._write, turn, head, new, compacting, reply)
        self._put_back(turn.conversation, head, tracker)

    def _put_back(self, conversation: str, head: int, tracker: DialogueStateTracker) -> None:
        self._live[conversation] = (head, tracker)
        self._live.move_to_end(conversation)
        while len(self._live) > self._live_limit:
            self._live.popitem(last=False)

    async def _in_thread(self, work: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)

    def _connected(self) -> Any:
        if self._create_tables:
            metadata.create_all(self._engine)
            self._create_tables = False
        return self._engine.begin()

    def _stored(self, conversation: str, cmid: str) -> _Stored:
        with self._connected() as connection:
            head = connection.scalar(
                sa.select(bot_trackers.c.head).where(bot_trackers.c.conversation == conversation)
            )
            reply = connection.scalar(
                sa.select(bot_replies.c.reply).where(
                    bot_replies.c.conversation == conversation, bot_replies.c.cmid == cmid
                )
            )
            return _Stored(head or 0, reply)

    def _load(self, conversation: str) -> Optional[DialogueStateTracker]:
        with self._connected() as connection:
            rows = connection.scalars(
                sa.select(bot_events.c.data)
                .where(bot_events.c.conversation == conversation)
                .order_by(bot_events.c.position)
            ).all()
        if not rows:
            return None
        events = [json.loads(row) for row in rows]
        return DialogueStateTracker.from_dict(conversation, events, self.domain.slots)

    def _conversations(self) -> list[str]:
        with self._connected() as connection:
            return list(connection.scalars(sa.select(bot_trackers.c.conversation)))

    def _write(
        self, turn: TurnRecord, head: int, new: list[str], compacting: bool, reply: Optional[str]
    ) -> None:
        with self._connected() as connection:
            _move_head(connection, turn, head)
            if compacting:
                connection.execute(
                    bot_events.delete().where(bot_events.c.conversation == turn.conversation)
                )
            if new:
                connection.execute(
                    bot_events.insert(),
                    [
                        {"conversation": turn.conversation, "position": at, "data": data}
                        for at, data in enumerate(new, turn.head + 1)
                    ],
                )
            if reply is not None:
                _keep_reply(connection, turn, head, reply)


def _move_head(connection: Connection, turn: TurnRecord, head: int) -> None:
    values = {"head": head, "saved_at": time.time()}
    if turn.head == 0:
        row = {"conversation": turn.conversation, **values}
        try:
            connection.execute(bot_trackers.insert().values(**row))
        except sa.exc.IntegrityError:
            raise TrackerConflictError(turn.conversation) from None
        return
    moved = connection.execute(
        bot_trackers.update()
        .where(bot_trackers.c.conversation == turn.conversation, bot_trackers.c.head == turn.head)
        .values(**values)
    )
    if moved.rowcount != 1:
        raise TrackerConflictError(turn.conversation)


def _keep_reply(connection: Connection, turn: TurnRecord, head: int, reply: str) -> None:
    connection.execute(
        bot_replies.insert().values(
            conversation=turn.conversation, cmid=turn.cmid, head=head, reply=reply
        )
    )
    oldest_kept = (
        sa.select(bot_replies.c.head)
        .where(bot_replies.c.conversation == turn.conversation)
        .order_by(bot_replies.c.head.desc())
        .offset(KEPT_REPLIES - 1)
        .limit(1)
    )
    connection.execute(
        bot_replies.delete().where(
            bot_replies.c.conversation == turn.conversation,
            bot_replies.c.head < oldest_kept.scalar_subquery(),
        )
    )
