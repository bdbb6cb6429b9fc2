from __future__ import annotations

import asyncio

import pytest

from conversations.contract import EventName, TextBody
from conversations.errors import CmidReusedError
from conversations.log.repository import all_rows_after, lock_conversation, public_rows_after
from conversations.log.service import Appended, append_agent_row, append_message
from conversations.models import Conversation
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.conftest import SHOPPER

pytestmark = pytest.mark.anyio


async def say(
    database: Database, clock: FakeClock, conversation_id: str, text: str, cmid: str | None = None
) -> Appended:
    async with database.writer.begin() as session:
        conversation = await lock_conversation(session, conversation_id)
        assert conversation is not None
        return await append_message(
            session,
            conversation=conversation,
            author=SHOPPER,
            body=TextBody(text),
            at=clock(),
            cmid=cmid,
            author_key="someone",
        )


async def test_public_rows_are_numbered_densely_and_agents_rows_apart(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await say(database, clock, conversation.id, "one")
    async with database.writer.begin() as session:
        locked = await lock_conversation(session, conversation.id)
        assert locked is not None
        await append_agent_row(
            session,
            conversation=locked,
            event=EventName.NOTE_ADDED,
            author=SHOPPER,
            body={"text": "for agents"},
            at=clock(),
        )
    await say(database, clock, conversation.id, "two")

    async with database.reader() as session:
        public = await public_rows_after(session, conversation.id, 0, 10)
        everything = await all_rows_after(session, conversation.id, 0, 0, 10)
    assert [row.seq for row in public] == [1, 2]
    assert [(row.seq, row.aseq) for row in everything] == [(1, None), (None, 1), (2, None)]


async def test_the_same_message_id_stores_one_row_however_often_and_parallel(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    answers = await asyncio.gather(
        *(say(database, clock, conversation.id, "hello", cmid="c1") for _ in range(20))
    )
    assert {answer.row.seq for answer in answers} == {1}
    assert sum(not answer.dup for answer in answers) == 1


async def test_the_same_message_id_with_another_text_is_refused(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await say(database, clock, conversation.id, "hello", cmid="c1")
    with pytest.raises(CmidReusedError):
        await say(database, clock, conversation.id, "good bye", cmid="c1")


async def test_writers_of_one_conversation_never_share_a_number(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await asyncio.gather(
        *(say(database, clock, conversation.id, str(n), cmid=str(n)) for n in range(60))
    )
    async with database.reader() as session:
        rows = await public_rows_after(session, conversation.id, 0, 100)
    assert [row.seq for row in rows] == list(range(1, 61))
