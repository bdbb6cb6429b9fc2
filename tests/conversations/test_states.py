from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.contract import EventName, HandoffReason, State
from conversations.errors import ConversationStateError, ConversationVersionError
from conversations.log.repository import lock_conversation, public_rows_after
from conversations.models import Conversation
from conversations.states.service import (
    claim_conversation,
    close_conversation,
    escalate_conversation,
    release_conversation,
    reopen_conversation,
)
from conversations.states.transitions import ALLOWED, event_of
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio


async def escalate(database: Database, clock: FakeClock, conversation_id: str) -> bool:
    async with database.writer.begin() as session:
        conversation = await lock_conversation(session, conversation_id)
        assert conversation is not None
        return await escalate_conversation(
            session,
            conversation=conversation,
            reason=HandoffReason.ASKED_FOR_PERSON,
            at=clock(),
        )


async def claim(
    database: Database, clock: FakeClock, conversation_id: str, version: int, agent: str = "ana"
) -> Conversation:
    async with database.writer.begin() as session:
        return await claim_conversation(
            session,
            conversation_id=conversation_id,
            version=version,
            agent_id=agent,
            agent_name=agent.title(),
            at=clock(),
        )


@given(before=st.sampled_from(State), after=st.sampled_from(State))
def test_every_allowed_change_has_an_event_and_no_state_follows_itself(
    before: State, after: State
) -> None:
    if after in ALLOWED[before]:
        assert before is not after
        assert isinstance(event_of(before, after), EventName)


async def test_a_handoff_goes_through_queue_person_and_back_and_is_told_in_the_log(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    assert await escalate(database, clock, conversation.id)
    claimed = await claim(database, clock, conversation.id, version=2)
    async with database.writer.begin() as session:
        released = await release_conversation(
            session,
            conversation_id=conversation.id,
            version=claimed.version,
            at=clock(),
            agent_name="Ana",
        )
    async with database.reader() as session:
        rows = await public_rows_after(session, conversation.id, 0, 10)
    assert [row.event for row in rows] == [
        "conversation.escalated",
        "conversation.claimed",
        "conversation.released",
    ]
    assert released.state == "bot"
    assert released.resume_bot
    assert released.assignee_id is None
    assert released.queued_at is None
    assert (released.version, released.fence) == (4, 4)


async def test_escalating_twice_keeps_the_first_place_in_the_queue(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    assert await escalate(database, clock, conversation.id)
    clock.advance(60)
    assert not await escalate(database, clock, conversation.id)


async def test_of_fifty_agents_one_gets_the_conversation(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await escalate(database, clock, conversation.id)
    results = await asyncio.gather(
        *(claim(database, clock, conversation.id, 2, f"agent{n}") for n in range(50)),
        return_exceptions=True,
    )
    winners = [result for result in results if isinstance(result, Conversation)]
    losers = [result for result in results if isinstance(result, ConversationVersionError)]
    assert len(winners) == 1
    assert len(losers) == 49


async def test_a_change_that_the_table_does_not_allow_is_refused(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    async with database.writer.begin() as session:
        await close_conversation(session, conversation_id=conversation.id, version=None, at=clock())
    with pytest.raises(ConversationStateError):
        await claim(database, clock, conversation.id, version=2)


@pytest.mark.parametrize("claimed", [True, False])
@pytest.mark.parametrize(("hours", "state"), [(1, State.QUEUED), (25, State.BOT)])
async def test_a_shopper_who_writes_again_soon_gets_a_person_and_later_the_bot(
    database: Database,
    clock: FakeClock,
    conversation: Conversation,
    hours: int,
    state: State,
    claimed: bool,
) -> None:
    """Whether somebody had it or it was closed while it waited: a person closed it."""
    await escalate(database, clock, conversation.id)
    if claimed:
        await claim(database, clock, conversation.id, version=2)
    async with database.writer.begin() as session:
        await close_conversation(
            session, conversation_id=conversation.id, version=None, at=clock(), agent_name="Ana"
        )
    clock.advance(hours * 3600)
    async with database.writer.begin() as session:
        locked = await lock_conversation(session, conversation.id)
        assert locked is not None
        await reopen_conversation(session, conversation=locked, reopen_hours=24, at=clock())
    assert locked.state == state.value
