"""A turn that the process which stored the message takes in the same transaction."""

from __future__ import annotations

import pytest

from conversations.log.repository import lock_conversation
from conversations.models import Conversation, Turn
from conversations.turns.service import given_turn, queue_turn, take_turn
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio


async def queued(
    database: Database, clock: FakeClock, conversation_id: str, seq: int, owner: str | None
) -> Turn:
    async with database.writer.begin() as session:
        conversation = await lock_conversation(session, conversation_id)
        assert conversation is not None
        return await queue_turn(
            session,
            conversation=conversation,
            cmid=f"c{seq}",
            seq=seq,
            text="hello",
            chosen=None,
            owner=owner,
            at=clock(),
        )


async def test_the_first_turn_is_its_owners_at_once_and_nobody_elses(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    turn = await queued(database, clock, conversation.id, 1, owner="here")
    async with database.reader() as session:
        given = await given_turn(session, conversation_id=conversation.id, owner="here")
        other = await given_turn(session, conversation_id=conversation.id, owner="there")
    assert given is not None
    assert (given.id, given.request.cmid) == (turn.id, "c1")
    assert other is None
    async with database.writer.begin() as session:
        again = await take_turn(
            session, conversation_id=conversation.id, owner="there", now=clock()
        )
    assert again is None


async def test_a_second_message_waits_until_the_first_is_answered(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    first = await queued(database, clock, conversation.id, 1, owner="here")
    second = await queued(database, clock, conversation.id, 2, owner="here")
    assert (first.state, second.state) == ("running", "waiting")


async def test_a_given_turn_of_a_dead_process_is_taken_up_after_its_lease(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    turn = await queued(database, clock, conversation.id, 1, owner="dead")
    clock.advance(9)
    async with database.writer.begin() as session:
        taken = await take_turn(
            session, conversation_id=conversation.id, owner="alive", now=clock()
        )
    assert taken is not None
    assert (taken.id, taken.owner) == (turn.id, "alive")
