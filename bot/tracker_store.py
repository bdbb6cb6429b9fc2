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
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Iterable, Optional, TypeVar

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.live_tracker import LiveTracker
from bot.store_engine import create_store_engine
from bot.tracker_compaction import compacted_events, is_due
from bot.tracker_rows import SavedTurn, TrackerRows
from bot.turns import TurnRecord, current_turn

T = TypeVar("T")
logger = logging.getLogger(__name__)

LIVE_TRACKERS = 2_000


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
        engine, threads = create_store_engine(host)
        self._rows = TrackerRows(engine, create_tables)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="bot-store")
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

    def init_tracker(self, sender_id: str) -> LiveTracker:
        return LiveTracker(sender_id, self.domain.slots)

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
        stored = await self._in_thread(self._rows.stored_turn, tracker.sender_id, "")
        whole = _encoded(tracker, 0)
        saved = SavedTurn(tracker.sender_id, "", stored.head, whole, replacing=True, reply=None)
        await self._in_thread(self._rows.save, saved)
        self._live.pop(tracker.sender_id, None)

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        return await self.retrieve(conversation_id)

    async def exists(self, conversation_id: str) -> bool:
        stored = await self._in_thread(self._rows.stored_turn, conversation_id, "")
        return stored.head > 0

    async def keys(self) -> Iterable[str]:
        return await self._in_thread(self._rows.conversations)

    async def _open(self, turn: TurnRecord) -> None:
        try:
            stored = await self._in_thread(self._rows.stored_turn, turn.conversation, turn.cmid)
            head, tracker = self._live.pop(turn.conversation, (0, None))
            if head != stored.head:
                tracker = await self._in_thread(self._load, turn.conversation)
        except Exception as error:
            # The message of a database error may quote what was being stored.
            logger.error("tracker store cannot read: %s", type(error).__name__)
            turn.note_fault("store_fault")
            raise
        turn.store = self
        turn.head = stored.head
        turn.kept_reply = stored.reply
        # Rasa would make a tracker of its own for a conversation that is not stored yet.
        turn.tracker = tracker or self.init_tracker(turn.conversation)
        turn.stored_events = len(turn.tracker.events)
        if tracker is not None and stored.reply is not None:
            self._put_back(turn.conversation, stored.head, tracker)

    async def commit(self, turn: TurnRecord, reply: Optional[str]) -> None:
        """Save the turn's tracker and its reply, both or neither.

        Raises `TrackerConflictError` where the stored head has moved, and `SQLAlchemyError`.
        """
        tracker: DialogueStateTracker = turn.tracker
        compacting = is_due(tracker)
        if compacting:
            tracker = LiveTracker.from_events(
                turn.conversation, compacted_events(tracker), self.domain.slots
            )
        new = _encoded(tracker, 0 if compacting else turn.stored_events)
        saved = SavedTurn(turn.conversation, turn.cmid, turn.head, new, compacting, reply)
        await self._in_thread(self._rows.save, saved)
        self._put_back(turn.conversation, saved.head, tracker)

    def _load(self, conversation: str) -> Optional[DialogueStateTracker]:
        events = [json.loads(data) for data in self._rows.events(conversation)]
        if not events:
            return None
        return LiveTracker.from_dict(conversation, events, self.domain.slots)

    def _put_back(self, conversation: str, head: int, tracker: DialogueStateTracker) -> None:
        self._live[conversation] = (head, tracker)
        self._live.move_to_end(conversation)
        while len(self._live) > self._live_limit:
            self._live.popitem(last=False)

    async def _in_thread(self, work: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)


def _encoded(tracker: DialogueStateTracker, first: int) -> list[str]:
    return [
        json.dumps(event.as_dict(), separators=(",", ":"))
        for event in itertools.islice(tracker.events, first, None)
    ]
