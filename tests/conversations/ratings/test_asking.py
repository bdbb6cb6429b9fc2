"""How it was is asked at the end, and once more after a person; never a third time."""

from __future__ import annotations

import pytest

from conversations.contract import Author, Role, TextBody
from conversations.log.repository import lock_conversation
from conversations.log.service import append_message
from conversations.models import Conversation
from conversations.states.service import (
    claim_conversation,
    close_conversation,
    reopen_conversation,
)
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.turns.scripted import rows_of

pytestmark = pytest.mark.anyio


class Chat:
    def __init__(self, database: Database, clock: FakeClock, conversation: str) -> None:
        self.database, self.clock, self.id = database, clock, conversation

    async def answer(self) -> None:
        async with self.database.writer.begin() as session:
            row = await lock_conversation(session, self.id)
            assert row is not None
            await append_message(
                session,
                conversation=row,
                author=Author(Role.BOT),
                body=TextBody("yes"),
                at=self.clock(),
            )

    async def claim(self) -> None:
        async with self.database.writer.begin() as session:
            row = await lock_conversation(session, self.id)
            assert row is not None
            await claim_conversation(
                session,
                conversation_id=self.id,
                version=row.version,
                agent_id="a",
                agent_name="Ana",
                at=self.clock(),
            )

    async def close(self) -> int:
        """How often it has been asked by now."""
        async with self.database.writer.begin() as session:
            await close_conversation(
                session, conversation_id=self.id, version=None, at=self.clock()
            )
        rows = await rows_of(self.database, self.id)
        return sum(row.body.get("kind") == "rating_request" for row in rows)

    async def reopen(self) -> None:
        async with self.database.writer.begin() as session:
            row = await lock_conversation(session, self.id)
            assert row is not None
            await reopen_conversation(session, conversation=row, reopen_hours=0, at=self.clock())


async def test_once_at_the_end_and_once_more_after_a_person(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    chat = Chat(database, clock, conversation.id)
    await chat.answer()
    assert await chat.close() == 1
    await chat.reopen()
    assert await chat.close() == 1
    await chat.reopen()
    await chat.claim()
    assert await chat.close() == 2
    await chat.reopen()
    await chat.claim()
    assert await chat.close() == 2


async def test_not_where_nobody_has_answered(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    assert await Chat(database, clock, conversation.id).close() == 0
