"""What the bot could not answer is kept, once for however often it was asked."""

from __future__ import annotations

import pytest

from conversations.asked.service import (
    OpenQuestion,
    fold_question,
    open_questions,
    settle_question,
)
from conversations.contract import TextBody, TraceSignal, TurnMessage, TurnReply
from conversations.models import Conversation
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.turns.test_endings import answer

pytestmark = pytest.mark.anyio

NOT_WRITTEN = TurnReply(
    (TurnMessage(TextBody("We haven't written anything about that.")),),
    (TraceSignal("search", ok=False),),
)


async def listed(database: Database) -> list[OpenQuestion]:
    async with database.reader() as session:
        return list((await open_questions(session, limit=10, offset=0)).items)


async def test_a_search_that_found_nothing_is_kept(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await answer(database, clock, conversation.id, NOT_WRITTEN, text="Do you ship to the moon?")
    (question,) = await listed(database)
    assert (question.text, question.times, question.conversation) == (
        "Do you ship to the moon?", 1, conversation.id,
    )  # fmt: skip


@pytest.mark.parametrize(
    "signals",
    [(), (TraceSignal("search", ok=True),), (TraceSignal("verification", ok=False),),
     (TraceSignal("product_search", ok=False), TraceSignal("search", ok=True))],
)  # fmt: skip
async def test_what_was_answered_is_not(
    database: Database,
    clock: FakeClock,
    conversation: Conversation,
    signals: tuple[TraceSignal, ...],
) -> None:
    reply = TurnReply((TurnMessage(TextBody("Yes.")),), signals)
    await answer(database, clock, conversation.id, reply, text="Do you ship to Norway?")
    assert await listed(database) == []


async def test_the_same_question_is_one_with_its_count(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    for text in ("do you ship to the moon", "gift wrap?", "Do you ship to the moon??", "🌙"):
        await answer(database, clock, conversation.id, NOT_WRITTEN, text=text)
        clock.advance(60)
    moon, wrap = await listed(database)
    assert (moon.text, moon.times) == ("Do you ship to the moon??", 2)
    assert (moon.last_at - moon.first_at).total_seconds() == 120
    assert (wrap.text, wrap.times) == ("gift wrap?", 1)


async def test_a_settled_question_is_gone_until_it_is_asked_again(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    for text in ("Moon?", "moon"):
        await answer(database, clock, conversation.id, NOT_WRITTEN, text=text)
    (question,) = await listed(database)
    async with database.writer.begin() as session:
        settled = await settle_question(session, question=question.id, settled_by="Ada", at=clock())
    assert settled
    assert await listed(database) == []
    await answer(database, clock, conversation.id, NOT_WRITTEN, text="moon!")
    assert [question.times for question in await listed(database)] == [1]


def test_spelling_and_punctuation_do_not_tell_questions_apart() -> None:
    assert fold_question("  Ｄｏ you ship…to\nthe MOON?! ") == "do you ship to the moon"
    assert fold_question("能送到月球吗？") == "能送到月球吗"
