"""Kept facts tell what the log tells, whatever happens after they were kept."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import delete, event, func, select

from console.report.facts import Facts, Scope
from console.report.keeping import FactsKeeper
from console.report.models import KeptFacts
from console.report.repository import facts_of, grown_facts, keep
from conversations.contract import Author, EventName, Role, State, StateBody, TextBody
from conversations.log.service import append_agent_row, append_message, append_state
from conversations.models import Conversation
from tests.console.desk import Desk, locked

pytestmark = pytest.mark.anyio
SAID = ("where is it?", "thanks, that helped", "but it is still broken", "谢谢", "解决了")
SCORES = ("1", "3", "5", "")
BOT = Author(Role.BOT)


@pytest.fixture
def keeper(desk: Desk) -> FactsKeeper:
    return FactsKeeper(writer=desk.database.writer, reader=desk.database.reader, clock=desk.clock)


async def told(desk: Desk) -> list[Facts]:
    scope = Scope(since=desk.clock().replace(year=2000), before=desk.clock().replace(year=2100))
    async with desk.database.reader() as session:
        return await facts_of(session, scope)


async def told_by_log(desk: Desk) -> list[Facts]:
    """The slow way: as if nothing had ever been kept."""
    async with desk.database.writer() as session:
        await session.execute(delete(KeptFacts))
        scope = Scope(since=desk.clock().replace(year=2000), before=desk.clock().replace(year=2100))
        found = await facts_of(session, scope)
        await session.rollback()
    return found


async def something_happens(desk: Desk, conversation_id: str, chance: random.Random) -> None:
    at = desk.clock()
    what = chance.choice(list(EventName))
    async with desk.database.writer.begin() as session:
        conversation = await locked(session, conversation_id)
        match what:
            case EventName.MESSAGE_POSTED:
                author = Author(chance.choice([Role.SHOPPER, Role.BOT, Role.AGENT]))
                body = TextBody(chance.choice(SAID))
                await append_message(
                    session, conversation=conversation, author=author, body=body, at=at
                )
            case EventName.TURN_UNDERSTOOD:
                intent = {"intent": chance.choice(["thanks", "order_status"])}
                await append_agent_row(
                    session, conversation=conversation, event=what, author=BOT, body=intent, at=at
                )
            case _:
                state = chance.choice(list(State))
                conversation.state = state.value
                changed = StateBody(state, reason=chance.choice(SCORES))
                await append_state(
                    session, conversation=conversation, event=what, body=changed, at=at
                )


@contextmanager
def log_read(desk: Desk) -> Iterator[list[str]]:
    """The statements that read the log."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "FROM conversation_log" in statement:
            found.append(statement)

    engine = desk.database.engines[1].sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


async def test_kept_facts_are_those_of_the_log_whatever_happens_afterwards(
    desk: Desk, keeper: FactsKeeper
) -> None:
    chance = random.Random(5)
    conversations = [await desk.conversation("hello") for _ in range(12)]
    for _ in range(30):
        for conversation_id in chance.sample(conversations, 4):
            await something_happens(desk, conversation_id, chance)
        desk.clock.advance(chance.choice([1, 30, 90, 400]))
        await keeper.look()
        assert await told(desk) == await told_by_log(desk)
    facts = await told(desk)
    assert {one.sign for one in facts} == {True, False, None}
    assert any(one.reasons for one in facts)


async def test_what_has_rested_is_read_from_what_is_kept_and_the_rest_from_its_log(
    desk: Desk, keeper: FactsKeeper
) -> None:
    resting, busy = await desk.conversation("hello"), await desk.conversation("hello")
    desk.clock.advance(61)
    await desk.shopper_says(busy, "thanks, that helped")
    await keeper.look()
    async with desk.database.reader() as session:
        assert (await session.scalars(select(KeptFacts.conversation_id))).all() == [resting]
    with log_read(desk) as read:
        assert [one.sign for one in await told(desk)].count(True) == 1
        assert len(read) == 1
        desk.clock.advance(61)
        await keeper.look()
        read.clear()
        assert [one.sign for one in await told(desk)].count(True) == 1
    assert read == []


async def test_a_process_that_begins_later_keeps_what_happened_before_it(
    desk: Desk, keeper: FactsKeeper
) -> None:
    for _ in range(205):
        await desk.conversation("hello")
        desk.clock.advance(1)
    desk.clock.advance(3600)
    await keeper.look()
    async with desk.database.reader() as session:
        assert await session.scalar(select(func.count()).select_from(KeptFacts)) == 205


async def test_nothing_is_kept_of_a_conversation_that_is_gone(desk: Desk) -> None:
    conversation_id = await desk.conversation()
    async with desk.database.writer.begin() as session:
        (await session.get_one(Conversation, conversation_id)).head_seq = 1
    desk.clock.advance(61)
    async with desk.database.reader() as session:
        found = await grown_facts(session, after=None, until=desk.clock(), limit=9)
    assert [one.facts.id for one in found] == [conversation_id]
    async with desk.database.writer.begin() as session:
        await session.delete(await session.get_one(Conversation, conversation_id))
    async with desk.database.writer.begin() as session:
        await keep(session, found)
        assert await session.scalar(select(func.count()).select_from(KeptFacts)) == 0
