from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from conversations.bus import TURNS, conversation_topic
from conversations.contract import (
    HandoffReason,
    HandoffSignal,
    TraceSignal,
    TurnReply,
    TurnRequest,
)
from conversations.models import Conversation, Shopper, Turn
from conversations.shoppers.service import begin_conversation
from conversations.turns.engine import EngineError
from conversations.turns.service import LEASE, TURN_BUDGET_S, take_turn
from shopbell.database import Database, open_database
from tests.conftest import FakeClock
from tests.conversations.turns.scripted import (
    ScriptedEngine,
    ended,
    rows_of,
    say,
    text_reply,
    texts_of,
    turn_state,
    working,
)
from tests.conversations.waiting import eventually

pytestmark = pytest.mark.anyio
FALLBACK = "Sorry, something on our side went wrong"


@pytest.fixture
async def impatient(database: Database, tmp_path: Path) -> AsyncIterator[Database]:
    """The same database, opened so that it waits for a lock for a moment only."""
    opened = open_database(f"sqlite+aiosqlite:///{tmp_path / 'shopbell.db'}", lock_wait_s=0.05)
    yield opened
    await opened.dispose()


async def conversations(
    database: Database, clock: FakeClock, shopper: Shopper, count: int
) -> list[str]:
    async with database.writer.begin() as session:
        return [
            (await begin_conversation(session, shopper=shopper, locale="en", at=clock())).id
            for _ in range(count)
        ]


async def test_messages_sent_at_once_are_answered_one_after_the_other_in_order(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    engine = ScriptedEngine()
    async with working(database, engine, clock) as bus:
        turns = []
        for number in range(12):
            turns.append(await say(database, clock, conversation.id, str(number)))
            bus.publish(TURNS, {"conversation": conversation.id})
        await ended(database, *turns)
    assert [request.text for request in engine.asked] == [str(n) for n in range(12)]
    assert engine.most_at_once[conversation.id] == 1
    replies = [t for t in await texts_of(database, conversation.id) if t.startswith("re: ")]
    assert replies == [f"re: {n}" for n in range(12)]


async def test_different_conversations_are_answered_side_by_side(
    database: Database, clock: FakeClock, shopper: Shopper
) -> None:
    together = asyncio.Barrier(8)

    async def answer(request: TurnRequest) -> TurnReply:
        await together.wait()
        return text_reply("all of us were asked")

    own = await conversations(database, clock, shopper, 8)
    async with working(database, ScriptedEngine(answer), clock) as bus:
        turns = [await say(database, clock, each, "hello") for each in own]
        for each in own:
            bus.publish(TURNS, {"conversation": each})
        await ended(database, *turns)
    for each in own:
        assert await texts_of(database, each) == ["hello", "all of us were asked"]


async def test_turns_whose_hint_was_lost_are_found(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    turn = await say(database, clock, conversation.id, "hello")
    async with working(database, ScriptedEngine(), clock):
        await ended(database, turn)
    assert await texts_of(database, conversation.id) == ["hello", "re: hello"]


async def test_the_bot_is_seen_typing_while_it_thinks(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    engine = ScriptedEngine()
    async with working(database, engine, clock) as bus:
        with bus.subscribe([conversation_topic(conversation.id)]) as hints:
            await say(database, clock, conversation.id, "hello")
            bus.publish(TURNS, {"conversation": conversation.id})
            async with asyncio.timeout(30):
                told = [(await hints.next())[1] for _ in range(3)]
    assert told == [
        {"typing": {"role": "bot", "on": True}},
        {"typing": {"role": "bot", "on": False}},
        {"log": True},
    ]


async def test_an_engine_that_fails_for_good_is_asked_once_and_the_next_message_works(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    async def answer(request: TurnRequest) -> TurnReply:
        if request.text == "bad":
            raise EngineError("action_failed", retry=False)
        return text_reply("fine")

    engine = ScriptedEngine(answer)
    async with working(database, engine, clock) as bus:
        bad = await say(database, clock, conversation.id, "bad")
        good = await say(database, clock, conversation.id, "good")
        bus.publish(TURNS, {"conversation": conversation.id})
        await ended(database, bad, good)
        clock.advance(3600)
        bus.publish(TURNS, {"conversation": conversation.id})
        later = await say(database, clock, conversation.id, "later")
        bus.publish(TURNS, {"conversation": conversation.id})
        await ended(database, later)
    assert [request.text for request in engine.asked] == ["bad", "good", "later"]
    assert await turn_state(database, bad) == "failed"
    texts = await texts_of(database, conversation.id)
    assert [text[: len(FALLBACK)] for text in texts] == [
        "bad", "good", FALLBACK, "fine", "later", "fine",
    ]  # fmt: skip


async def test_a_passing_failure_is_asked_again_under_the_same_ids_and_answered(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    failures = ["bot_unreachable", "not_ready", "store_fault"]

    async def answer(request: TurnRequest) -> TurnReply:
        if failures:
            raise EngineError(failures.pop(), retry=True)
        return text_reply("back again")

    async def pause(seconds: float) -> None:
        clock.advance(seconds)

    engine = ScriptedEngine(answer)
    turn = await say(database, clock, conversation.id, "hello")
    async with working(database, engine, clock, pause=pause):
        await ended(database, turn)
    assert len(engine.asked) == 4
    assert len({(request.turn, request.cmid) for request in engine.asked}) == 1
    assert engine.timeouts[0] == TURN_BUDGET_S
    assert engine.timeouts == sorted(engine.timeouts, reverse=True)
    assert await texts_of(database, conversation.id) == ["hello", "back again"]


async def test_a_failure_that_does_not_pass_ends_with_the_budget(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    async def answer(request: TurnRequest) -> TurnReply:
        raise EngineError("bot_unreachable", retry=True)

    async def pause(seconds: float) -> None:
        clock.advance(seconds)

    began = clock()
    engine = ScriptedEngine(answer)
    turn = await say(database, clock, conversation.id, "hello")
    async with working(database, engine, clock, pause=pause):
        await ended(database, turn)
    assert (clock() - began).total_seconds() == TURN_BUDGET_S
    assert min(engine.timeouts) > 0
    assert (await texts_of(database, conversation.id))[1].startswith(FALLBACK)
    [failed] = [r for r in await rows_of(database, conversation.id) if r.event == "turn.failed"]
    assert failed.body["code"] == "bot_unreachable"


@pytest.mark.parametrize(
    "signals", [(), (TraceSignal("order_status", ok=True),)], ids=["nothing", "a trace alone"]
)
async def test_a_reply_that_tells_the_shopper_nothing_is_a_failure(
    database: Database,
    clock: FakeClock,
    conversation: Conversation,
    signals: tuple[TraceSignal, ...],
) -> None:
    async def answer(request: TurnRequest) -> TurnReply:
        return TurnReply((), signals)

    turn = await say(database, clock, conversation.id, "hello")
    async with working(database, ScriptedEngine(answer), clock):
        await ended(database, turn)
    assert (await texts_of(database, conversation.id))[1].startswith(FALLBACK)


async def test_a_handoff_without_words_is_an_answer(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    async def answer(request: TurnRequest) -> TurnReply:
        return TurnReply((), (HandoffSignal(HandoffReason.ASKED_FOR_PERSON),))

    first = await say(database, clock, conversation.id, "hello")
    second = await say(database, clock, conversation.id, "still there?")
    engine = ScriptedEngine(answer)
    async with working(database, engine, clock):
        await ended(database, first, second)
    assert await texts_of(database, conversation.id) == [
        "hello",
        "still there?",
        "conversation.escalated",
    ]
    assert await turn_state(database, second) == "dropped"
    assert len(engine.asked) == 1


@pytest.mark.parametrize(
    ("gone_s", "reply"), [(LEASE.total_seconds(), "re: hello"), (TURN_BUDGET_S, FALLBACK)]
)
async def test_a_dead_owners_turn_is_asked_again_while_there_is_time_and_else_answered_honestly(
    database: Database, clock: FakeClock, conversation: Conversation, gone_s: float, reply: str
) -> None:
    turn = await say(database, clock, conversation.id, "hello")
    async with database.writer.begin() as session:
        assert await take_turn(session, conversation_id=conversation.id, owner="dead", now=clock())
    clock.advance(gone_s)
    engine = ScriptedEngine()
    async with working(database, engine, clock):
        await ended(database, turn)
    assert len(engine.asked) == (0 if reply == FALLBACK else 1)
    [said, answered] = await texts_of(database, conversation.id)
    assert (said, answered[: len(reply)]) == ("hello", reply)


async def test_an_owner_that_thinks_long_keeps_its_turn(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    thought = asyncio.Event()

    async def answer(request: TurnRequest) -> TurnReply:
        await thought.wait()
        return text_reply("well thought")

    turn = await say(database, clock, conversation.id, "hello")

    async def renewed() -> bool:
        async with database.reader() as session:
            stored = await session.get_one(Turn, turn)
        return stored.lease_until == clock() + LEASE

    async with working(database, ScriptedEngine(answer), clock, renew_s=0.01):
        for _ in range(3):
            await eventually(renewed)
            clock.advance(LEASE.total_seconds() - 2)
        await eventually(renewed)
        async with database.writer.begin() as session:
            assert not await take_turn(
                session, conversation_id=conversation.id, owner="other", now=clock()
            )
        thought.set()
        await ended(database, turn)
    assert await texts_of(database, conversation.id) == ["hello", "well thought"]


async def test_a_reply_that_meets_a_locked_database_is_stored_once_the_lock_is_gone(
    impatient: Database, clock: FakeClock, conversation: Conversation, tmp_path: Path
) -> None:
    other_process = sqlite3.connect(tmp_path / "shopbell.db", isolation_level=None)
    pauses: list[float] = []

    async def answer(request: TurnRequest) -> TurnReply:
        other_process.execute("BEGIN IMMEDIATE")
        return text_reply("patience pays")

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            other_process.execute("ROLLBACK")

    turn = await say(impatient, clock, conversation.id, "hello")
    engine = ScriptedEngine(answer)
    async with working(impatient, engine, clock, pause=pause):
        await ended(impatient, turn)
    other_process.close()
    assert len(pauses) == 3
    assert len(engine.asked) == 1
    assert await texts_of(impatient, conversation.id) == ["hello", "patience pays"]


async def test_a_database_locked_when_the_turn_is_taken_only_delays_it(
    impatient: Database, clock: FakeClock, conversation: Conversation, tmp_path: Path
) -> None:
    turn = await say(impatient, clock, conversation.id, "hello")
    other_process = sqlite3.connect(tmp_path / "shopbell.db", isolation_level=None)
    other_process.execute("BEGIN IMMEDIATE")
    with capture_logs() as logs:

        async def noticed() -> bool:
            return "turn_database_unavailable" in {entry["event"] for entry in logs}

        async with working(impatient, ScriptedEngine(), clock) as bus:
            await eventually(noticed)
            assert await turn_state(impatient, turn) == "waiting"
            other_process.execute("ROLLBACK")
            bus.publish(TURNS, {"conversation": conversation.id})
            await ended(impatient, turn)
    other_process.close()
    assert await texts_of(impatient, conversation.id) == ["hello", "re: hello"]


async def test_an_engine_with_a_bug_does_not_end_the_worker(
    database: Database, clock: FakeClock, shopper: Shopper
) -> None:
    async def answer(request: TurnRequest) -> TurnReply:
        if request.text == "boom":
            raise ZeroDivisionError
        return text_reply("fine")

    broken, sound = await conversations(database, clock, shopper, 2)
    lost = await say(database, clock, broken, "boom")
    async with working(database, ScriptedEngine(answer), clock) as bus:
        turn = await say(database, clock, sound, "hello")
        bus.publish(TURNS, {"conversation": sound})
        await ended(database, turn)
        clock.advance(TURN_BUDGET_S)
        await ended(database, lost)
    assert await texts_of(database, sound) == ["hello", "fine"]
    assert (await texts_of(database, broken))[1].startswith(FALLBACK)
