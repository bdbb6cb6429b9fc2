"""A dialogue engine that says what a test wrote, and a worker that asks it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from conversations.bus import TURNS, InProcessBus
from conversations.contract import Chosen, TextBody, TurnMessage, TurnReply, TurnRequest
from conversations.log.repository import all_rows_after, lock_conversation
from conversations.log.service import append_message
from conversations.models import LogRow, Turn
from conversations.turns.service import queue_turn
from conversations.turns.worker import TurnWorker
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.conftest import SHOPPER
from tests.conversations.waiting import eventually

Answer = Callable[[TurnRequest], Awaitable[TurnReply]]


def text_reply(text: str, *, signals: tuple[Any, ...] = ()) -> TurnReply:
    return TurnReply((TurnMessage(TextBody(text)),), signals)


async def echo(request: TurnRequest) -> TurnReply:
    return text_reply(f"re: {request.text}")


class ScriptedEngine:
    def __init__(self, answer: Answer = echo) -> None:
        self._answer = answer
        self.asked: list[TurnRequest] = []
        self.timeouts: list[float] = []
        self.most_at_once: Counter[str] = Counter()
        self._in_flight: Counter[str] = Counter()

    async def reply(self, request: TurnRequest, *, timeout_s: float) -> TurnReply:
        self.asked.append(request)
        self.timeouts.append(timeout_s)
        name = request.conversation
        self._in_flight[name] += 1
        self.most_at_once[name] = max(self.most_at_once[name], self._in_flight[name])
        try:
            return await self._answer(request)
        finally:
            self._in_flight[name] -= 1


async def say(
    database: Database,
    clock: FakeClock,
    conversation_id: str,
    text: str,
    *,
    chosen: Chosen | None = None,
) -> str:
    """Store a shopper's message and queue its turn; returns the turn's id."""
    async with database.writer.begin() as session:
        conversation = await lock_conversation(session, conversation_id)
        assert conversation is not None
        appended = await append_message(
            session,
            conversation=conversation,
            author=SHOPPER,
            body=TextBody(text),
            at=clock(),
            cmid=text,
            author_key=conversation.shopper_id,
        )
        turn = await queue_turn(
            session,
            conversation=conversation,
            cmid=text,
            seq=appended.row.seq or 0,
            text=text,
            chosen=chosen,
            at=clock(),
        )
    return turn.id


@asynccontextmanager
async def working(
    database: Database,
    engine: ScriptedEngine,
    clock: FakeClock,
    bus: InProcessBus | None = None,
    **options: Any,
) -> AsyncIterator[InProcessBus]:
    """A running turn worker; yields the bus that it listens on."""
    bus = bus or InProcessBus()
    worker = TurnWorker(
        writer=database.writer,
        reader=database.reader,
        engine=engine,
        bus=bus,
        clock=clock,
        **options,
    )
    running = asyncio.create_task(worker.run())

    async def listens() -> bool:
        return bool(bus.listeners.get(TURNS))

    await eventually(listens)
    try:
        yield bus
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def rows_of(database: Database, conversation_id: str) -> list[LogRow]:
    async with database.reader() as session:
        return list(await all_rows_after(session, conversation_id, 0, 0, 10_000))


async def texts_of(database: Database, conversation_id: str) -> list[str]:
    """What the shopper can read, in order."""
    rows = await rows_of(database, conversation_id)
    return [row.body.get("text", row.event) for row in rows if row.seq is not None]


async def turn_state(database: Database, turn_id: str) -> str:
    async with database.reader() as session:
        return (await session.get_one(Turn, turn_id)).state


async def ended(database: Database, *turn_ids: str) -> None:
    """Wait until none of the turns waits or runs."""

    async def all_ended() -> bool:
        states = [await turn_state(database, turn_id) for turn_id in turn_ids]
        return not {"waiting", "running"} & set(states)

    await eventually(all_ended)
