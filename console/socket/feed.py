"""What changed in the lists, read once for all sockets of a process and told to each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.inbox.lists import repository
from console.inbox.lists.rows import row_of
from console.inbox.lists.schemas import InboxRow
from console.socket import frames
from conversations.bus import INBOX, Bus, Subscription
from rounds.running import make_rounds

# Leaves a busy console a few frames a second, however much is said.
GATHER_S = 0.4
MOST_ROWS = 100
# Transactions commit in another order than their clocks were read.
OVERLAP = timedelta(seconds=10)

Listener = Callable[[str], None]


class InboxFeed:
    """Runs while somebody listens. The first change after a quiet time is told at once; what
    follows is gathered. A change whose hint was lost is found at the next recheck.

    Where more changed than is worth telling row by row, the frame says only that.
    """

    def __init__(
        self,
        *,
        reader: async_sessionmaker[AsyncSession],
        bus: Bus,
        clock: Callable[[], datetime],
        recheck_s: float,
    ) -> None:
        self._reader = reader
        self._bus = bus
        self._clock = clock
        self._recheck_s = recheck_s
        self._listeners: set[Listener] = set()
        self._running: tuple[asyncio.Task[None], ...] = ()
        self._listening = ExitStack()
        self._changed: dict[str, None] = {}
        self._work = asyncio.Event()
        self._told: dict[str, datetime] = {}
        self._mark: datetime | None = None

    @contextmanager
    def listen(self, listener: Listener) -> Iterator[None]:
        self._listeners.add(listener)
        if not self._running:
            self._start()
        try:
            yield
        finally:
            self._listeners.discard(listener)
            if not self._listeners:
                self._stop()

    def _start(self) -> None:
        self._changed.clear()
        self._work.clear()
        self._told.clear()
        self._mark = self._clock()
        # Here and not in the task, which runs later: what is hinted at from now on is told.
        subscription = self._listening.enter_context(self._bus.subscribe((INBOX,)))
        duties = (self._follow(subscription), self._recheck(), self._tell())
        self._running = tuple(asyncio.create_task(duty) for duty in duties)

    def _stop(self) -> None:
        for task in self._running:
            task.cancel()
        self._running = ()
        self._listening.close()

    async def _follow(self, subscription: Subscription) -> None:
        async for _, hint in subscription:
            self._add(str(hint.get("conversation", "")))

    def _add(self, conversation_id: str) -> None:
        self._changed[conversation_id] = None
        self._work.set()

    async def _recheck(self) -> None:
        # What was there before the first listener came is in the lists that it fetches.
        await asyncio.sleep(self._recheck_s)
        await make_rounds(
            self._look_for_missed, every_s=self._recheck_s, failed="inbox_not_rechecked"
        )

    async def _look_for_missed(self) -> None:
        since = self._mark - OVERLAP if self._mark else None
        async with self._reader() as session:
            found = await repository.changed_since(session, since, MOST_ROWS + 1)
        self._told = {one: at for one, at in self._told.items() if not since or at > since}
        for conversation_id, at in found:
            self._mark = max(self._mark or at, at)
            if self._told.get(conversation_id) != at:
                self._add(conversation_id)

    async def _tell(self) -> None:
        # What could not be told is found again by the next recheck.
        await make_rounds(self._tell_changed, every_s=GATHER_S, failed="inbox_not_told")

    async def _tell_changed(self) -> None:
        await self._work.wait()
        self._work.clear()
        changed, self._changed = list(self._changed), {}
        rows = [] if len(changed) > MOST_ROWS else await self._rows(changed)
        frame = frames.inbox(rows)
        for listener in tuple(self._listeners):
            listener(frame)

    async def _rows(self, changed: list[str]) -> list[InboxRow]:
        async with self._reader() as session:
            found = await repository.conversations_by_id(session, changed)
            listed = await repository.with_rows(session, found, self._clock())
        self._told.update({one.id: one.updated_at for one in found})
        return [row_of(one) for one in listed]
