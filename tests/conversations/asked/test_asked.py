"""Every question that was looked for is kept with its answer, and without who asked it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from conversations.asked.service import RealQuestion, keep_rating, real_questions
from conversations.contract import FoundText, TextBody, TraceSignal, TurnMessage, TurnReply
from conversations.models import AskedQuestion, Conversation
from conversations.private_data import mask_private_data
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.turns.test_endings import answer

pytestmark = pytest.mark.anyio

FOUND = FoundText("en:returns", 0.71, "linden-shirt")
ANSWERED = TurnReply(
    (TurnMessage(TextBody("30 days.")),), (TraceSignal("product_search", True, "x", FOUND),)
)
GREETED = TurnReply((TurnMessage(TextBody("Hello!")),), ())


async def kept(database: Database) -> list[AskedQuestion]:
    async with database.reader() as session:
        return list(await session.scalars(select(AskedQuestion).order_by(AskedQuestion.asked_at)))


async def test_what_answered_it_is_kept_with_the_question(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await answer(database, clock, conversation.id, ANSWERED, text="can I send the shirt back?")
    await answer(database, clock, conversation.id, GREETED, text="hi there")
    (question,) = await kept(database)
    assert (question.text, question.answered) == ("can I send the shirt back?", True)
    assert (question.article_key, question.score, question.product_id) == (
        "en:returns", 0.71, "linden-shirt",
    )  # fmt: skip
    assert question.seq is not None


async def test_the_last_different_questions_each_with_how_often_it_was_asked(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    for text in ("gift wrap?", "can I send it back", "Can I send it back?", "size M?"):
        clock.advance(60)
        await answer(database, clock, conversation.id, ANSWERED, text=text)
    async with database.reader() as session:
        newest = await real_questions(session, most=2)
        every = await real_questions(session, most=500)
    assert [one.text for one in newest] == ["size M?", "Can I send it back?"]
    assert every[1] == RealQuestion("Can I send it back?", "en", "linden-shirt", 2)
    assert len(every) == 3


async def test_a_rating_is_of_what_was_answered_before_it(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await answer(database, clock, conversation.id, ANSWERED, text="can I send it back?")
    async with database.writer.begin() as session:
        await keep_rating(session, conversation=conversation, score=1, at=clock())
    await answer(database, clock, conversation.id, ANSWERED, text="and for sale items?")
    assert [question.rating for question in await kept(database)] == [1, None]


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("write to mia.chen+shop@example.co.uk please", "write to [e-mail] please"),
        ("where is #W1000001", "where is [number]"),
        ("where is order W1000001?", "where is order [number]?"),
        ("my order 20461187 is late", "my order [number] is late"),
        ("parcel 1Z999AA10123456784 is lost", "parcel [number] is lost"),
        ("call me on +44 (20) 7946-0958", "call me on [number]"),
        ("look at https://shop.example/o/7?t=abc now", "look at [page] now"),
        ("我的订单20461187到哪了", "我的订单[number]到哪了"),
        (
            "is it free over 50 dollars within 30 days?",
            "is it free over 50 dollars within 30 days?",
        ),
        ("ordered on 2026-11-24, size 38", "ordered on 2026-11-24, size 38"),
        ("does HG-301 fit 15x20 cm?", "does HG-301 fit 15x20 cm?"),
        ("costs 1,299.00 USD?", "costs 1,299.00 USD?"),
    ],
)
def test_who_asked_is_not_kept(said: str, stored: str) -> None:
    assert mask_private_data(said) == stored
