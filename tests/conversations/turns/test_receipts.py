"""What a turn did is told by the system, once, whatever became of the turn."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Receipt, ReceiptBody, TurnMessage, TurnReply
from conversations.models import Conversation, LogRow
from conversations.states.service import claim_conversation
from conversations.turns.service import fail_turn, finish_turn, take_turn
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.turns.scripted import rows_of, say, text_reply

pytestmark = pytest.mark.anyio

DONE = TurnMessage(ReceiptBody(Receipt("R-1", "cancel", "#W1", ())))


async def receipts(
    session: AsyncSession, *, conversation: str, locale: str
) -> tuple[TurnMessage, ...]:
    return (DONE,)


async def taken(database: Database, clock: FakeClock, conversation: str) -> str:
    await say(database, clock, conversation, "yes")
    async with database.writer.begin() as session:
        turn = await take_turn(session, conversation_id=conversation, owner="me", now=clock())
    assert turn is not None
    return turn.id


async def finish(database: Database, clock: FakeClock, turn: str, reply: TurnReply) -> None:
    async with database.writer.begin() as session:
        await finish_turn(
            session, turn_id=turn, owner="me", reply=reply, at=clock(), receipts=receipts
        )


def told(rows: list[LogRow]) -> list[tuple[str, str]]:
    return [(row.author_role, row.body["kind"]) for row in rows if row.seq and row.seq > 1]


async def test_before_what_the_bot_says_of_it(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await finish(database, clock, await taken(database, clock, conversation.id), text_reply("Done"))
    assert told(await rows_of(database, conversation.id))[:2] == [
        ("system", "receipt"),
        ("bot", "text"),
    ]


async def test_of_a_turn_that_failed_after_it(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    turn = await taken(database, clock, conversation.id)
    async with database.writer.begin() as session:
        await fail_turn(
            session, turn_id=turn, owner="me", code="bot_timeout", at=clock(), receipts=receipts
        )
    assert told(await rows_of(database, conversation.id))[0] == ("system", "receipt")


async def test_although_a_person_has_taken_the_chat_meanwhile(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    turn = await taken(database, clock, conversation.id)
    async with database.writer.begin() as session:
        await claim_conversation(
            session,
            conversation_id=conversation.id,
            version=1,
            agent_id="ana",
            agent_name="Ana",
            at=clock(),
        )
    await finish(database, clock, turn, text_reply("Done"))
    rows = await rows_of(database, conversation.id)
    assert [row.body["receipt"]["id"] for row in rows if row.body.get("kind") == "receipt"] == [
        "R-1"
    ]
    assert not [row for row in rows if row.author_role == "bot" and row.seq]


async def test_once_although_two_turns_find_it(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    for _ in range(2):
        turn = await taken(database, clock, conversation.id)
        await finish(database, clock, turn, text_reply("Done"))
    kinds = [row.body.get("kind") for row in await rows_of(database, conversation.id)]
    assert kinds.count("receipt") == 1
