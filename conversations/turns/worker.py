"""The turn worker: one turn in flight per conversation, different conversations side by side."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.availability import UNAVAILABLE
from conversations.bus import INBOX, TURNS, Bus, conversation_topic
from conversations.contract import HandoffSignal, Role, TurnReply
from conversations.identifiers import new_id
from conversations.turns import repository
from conversations.turns.engine import DialogueEngine, EngineError
from conversations.turns.posting import KeepTold, keep_nothing
from conversations.turns.receipts import ReceiptSource, no_receipts
from conversations.turns.service import (
    RENEW_S,
    TakenTurn,
    extend_lease,
    fail_turn,
    finish_turn,
    given_turn,
    take_turn,
)

POLL_S = 1.0
RETRY_S = 0.5
AT_ONCE = 32

log = structlog.get_logger(__name__)


class TurnWorker:
    """Runs until cancelled. A hint starts a turn at once, a poll finds what hints missed.

    `owner` is this worker's name on the turns that it holds.
    `pause` waits that many seconds before something is tried again, `renew_s` is the time between
    two renewals of a running turn's lease. `keep_told` remembers what may have to be recalled.
    """

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        reader: async_sessionmaker[AsyncSession],
        engine: DialogueEngine,
        bus: Bus,
        clock: Callable[[], datetime],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        renew_s: float = RENEW_S,
        keep_told: KeepTold = keep_nothing,
        receipts: ReceiptSource = no_receipts,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._engine = engine
        self._bus = bus
        self._clock = clock
        self._pause = pause
        self._renew_s = renew_s
        self._keep_told = keep_told
        self._receipts = receipts
        self.owner = new_id()
        self._busy: set[str] = set()
        self._hinted: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        with self._bus.subscribe([TURNS]) as hints:
            try:
                while True:
                    await self._poll()
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(POLL_S):
                            while True:
                                _, hint = await hints.next()
                                self._start(hint["conversation"])
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _poll(self) -> None:
        try:
            async with self._reader() as session:
                waiting = await repository.conversations_with_work(session, self._clock())
        except Exception as error:
            # Whatever it was, the worker must look again: nobody else answers this process's turns.
            log.warning("turn_poll_failed", error=type(error).__name__)
            return
        for conversation_id in waiting:
            self._start(conversation_id)

    def _start(self, conversation_id: str) -> None:
        if conversation_id in self._busy:
            self._hinted.add(conversation_id)
            return
        self._busy.add(conversation_id)
        task = asyncio.create_task(self._drain(conversation_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, conversation_id: str) -> None:
        try:
            async with self._slots:
                while await self._run_next(conversation_id) or conversation_id in self._hinted:
                    self._hinted.discard(conversation_id)
        except UNAVAILABLE:
            log.warning("turn_database_unavailable", conversation=conversation_id)
        except Exception as error:
            log.error("turn_crashed", conversation=conversation_id, error=type(error).__name__)
        finally:
            self._busy.discard(conversation_id)

    async def _run_next(self, conversation_id: str) -> bool:
        taken = await self._take(conversation_id)
        if taken is None:
            return False
        self._typing(conversation_id, True)
        answered = asyncio.Event()
        holding = asyncio.create_task(self._hold(taken, answered))
        try:
            outcome = await self._ask(taken)
        finally:
            self._typing(conversation_id, False)
            answered.set()
            await holding
        await self._end(taken, outcome)
        return True

    async def _take(self, conversation_id: str) -> TakenTurn | None:
        async with self._reader() as session:
            given = await given_turn(session, conversation_id=conversation_id, owner=self.owner)
        if given is not None:
            return given
        async with self._writer.begin() as session:
            return await take_turn(
                session,
                conversation_id=conversation_id,
                owner=self.owner,
                now=self._clock(),
                receipts=self._receipts,
            )

    async def _hold(self, taken: TakenTurn, answered: asyncio.Event) -> None:
        """Renew the turn's lease until it is answered, so that only a dead owner's runs out."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._renew_s):
                    await answered.wait()
                    return
            with contextlib.suppress(*UNAVAILABLE):
                async with self._writer.begin() as session:
                    await extend_lease(
                        session, turn_id=taken.id, owner=taken.owner, now=self._clock()
                    )

    async def _ask(self, taken: TakenTurn) -> TurnReply | EngineError:
        """Ask until there is an answer, a final failure, or the turn's budget is spent."""
        failure = EngineError("budget_spent", retry=False)
        while True:
            left = (taken.deadline - self._clock()).total_seconds()
            if left <= 0:
                return failure
            try:
                reply = await self._engine.reply(taken.request, timeout_s=left)
            except EngineError as error:
                failure = error
                if not error.retry:
                    return failure
            else:
                return reply if _tells_something(reply) else EngineError("no_reply", retry=False)
            await self._pause(min(RETRY_S, left))

    async def _end(self, taken: TakenTurn, outcome: TurnReply | EngineError) -> None:
        """Store the outcome; while the database is away, try again until the budget is spent."""
        while True:
            try:
                await self._store(taken, outcome)
                break
            except UNAVAILABLE:
                if self._clock() >= taken.deadline:
                    raise
                log.warning("turn_not_stored", turn=taken.id)
            await self._pause(RETRY_S)
        self._bus.publish(conversation_topic(taken.request.conversation), {"log": True})
        self._bus.publish(INBOX, {"conversation": taken.request.conversation})

    async def _store(self, taken: TakenTurn, outcome: TurnReply | EngineError) -> None:
        at = self._clock()
        async with self._writer.begin() as session:
            if isinstance(outcome, TurnReply):
                await finish_turn(
                    session,
                    turn_id=taken.id,
                    owner=taken.owner,
                    reply=outcome,
                    at=at,
                    keep_told=self._keep_told,
                    receipts=self._receipts,
                )
            else:
                log.warning("turn_failed", turn=taken.id, code=outcome.code)
                await fail_turn(
                    session,
                    turn_id=taken.id,
                    owner=taken.owner,
                    code=outcome.code,
                    at=at,
                    receipts=self._receipts,
                )

    def _typing(self, conversation_id: str, on: bool) -> None:
        hint = {"typing": {"role": Role.BOT.value, "on": on}}
        self._bus.publish(conversation_topic(conversation_id), hint)


def _tells_something(reply: TurnReply) -> bool:
    """A turn that ends in silence is a failure, whatever status came with it."""
    return bool(reply.messages) or any(
        isinstance(signal, HandoffSignal) for signal in reply.signals
    )
