"""What somebody who let a conversation wait counts for in its own estimate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.contract import HandoffReason
from conversations.log.repository import lock_conversation
from conversations.models import Conversation
from conversations.presence import PresentAgent
from conversations.queue.service import queue_place
from conversations.states.service import (
    claim_conversation,
    escalate_conversation,
    expire_claim,
)
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.queue.test_measured import Desk

pytestmark = pytest.mark.anyio


async def test_who_did_not_answer_and_has_not_moved_since_promises_no_minutes(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    desk = Desk(database, clock, conversation)
    for number in range(5):
        await desk.had(asked=900 + number, claimed=890, ended=880)

    async def told(ana: PresentAgent) -> tuple[int, ...]:
        async with database.reader() as session:
            waiting = await session.get_one(Conversation, conversation.id)
            place = await queue_place(session, conversation=waiting, now=clock(), on_shift=[ana])
        assert place is not None
        return tuple(place.wait_s)

    async with database.writer.begin() as session:
        locked = await lock_conversation(session, conversation.id)
        assert locked is not None
        await escalate_conversation(
            session, conversation=locked, reason=HandoffReason.CASE, at=clock()
        )
        version = locked.version
    ana = PresentAgent("ana", "Ana", active_at=clock())
    assert len(await told(ana)) == 2
    async with database.writer.begin() as session:
        await claim_conversation(
            session,
            conversation_id=conversation.id,
            version=version,
            agent_id="ana",
            agent_name="Ana",
            at=clock(),
        )
    clock.advance(600)
    async with database.writer.begin() as session:
        assert await expire_claim(session, conversation_id=conversation.id, at=clock())
    assert await told(ana) == ()
    moved = PresentAgent("ana", "Ana", active_at=clock() + timedelta(seconds=1))
    assert len(await told(moved)) == 2
