"""What the log says of articles: given as answers, followed by a wish for a person or a rating."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import date

import pytest

from conversations.contract import (
    Author,
    Buyers,
    HandoffReason,
    MessageBody,
    Quote,
    RatingBody,
    Role,
    Source,
    SplitBody,
    TextBody,
    Tier,
)
from conversations.log.service import append_message
from conversations.states.service import escalate_conversation
from knowledge_base.articles.models import Tier as ArticleTier
from knowledge_base.articles.service import save_draft
from knowledge_base.usage.schemas import Usage
from knowledge_base.usage.service import usage_of
from shopbell.database import Database
from shopbell.usage.worker import UsageWorker
from tests.conftest import FakeClock
from tests.console.desk import Desk, locked
from tests.knowledge_base.conftest import RETURNS, published

pytestmark = pytest.mark.anyio

NOTE = dataclasses.replace(
    RETURNS, title="Runs small", tier=ArticleTier.COMMUNITY, author="mo", date=date(2026, 3, 1)
)
SOURCE = Source(Tier.OFFICIAL, RETURNS.title, "/help/returns?locale=en")


class Chats:
    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.database, self.clock = database, clock
        self.desk = Desk(database, clock)
        self.worker = UsageWorker(writer=database.writer, reader=database.reader, clock=clock)

    async def say(self, conversation: str, role: Role, body: MessageBody) -> None:
        async with self.database.writer.begin() as session:
            await append_message(
                session,
                conversation=await locked(session, conversation),
                author=Author(role),
                body=body,
                at=self.clock(),
            )

    async def answered(self) -> str:
        """A chat in which the bot has just said the article on returns."""
        conversation = await self.desk.conversation("how long can I return?")
        await self.say(conversation, Role.BOT, TextBody("30 days.", (SOURCE,)))
        return conversation

    async def counted(self, key: str = "en:returns") -> Usage:
        self.clock.advance(60)
        await self.worker.look()
        async with self.database.reader() as session:
            found = await usage_of(session, [key], today=self.clock().date())
        return found.get(key, Usage())


@pytest.fixture
async def chats(database: Database, clock: FakeClock) -> Chats:
    await published(database, "returns", RETURNS, "en", clock())
    await published(database, "note", NOTE, "en", clock())
    return Chats(database, clock)


def figures(usage: Usage) -> tuple[int, int, int]:
    return usage.served, usage.liked, usage.disliked


async def test_each_answer_counts_once_however_often_it_is_looked(chats: Chats) -> None:
    await chats.answered()
    await chats.answered()
    assert await chats.counted() == Usage(2, 0, 0, chats.clock().date())
    await asyncio.gather(*(chats.worker.look() for _ in range(4)))
    assert figures(await chats.counted()) == (2, 0, 0)


async def test_an_answer_is_known_by_the_title_that_it_had(
    chats: Chats, database: Database
) -> None:
    await chats.answered()
    async with database.writer.begin() as session:
        renamed = dataclasses.replace(RETURNS, title="Sending things back")
        await save_draft(
            session, key="en:returns", version=1, content=renamed, editor="Li", at=chats.clock()
        )
    assert figures(await chats.counted()) == (1, 0, 0)


async def test_a_quoted_note_counts_as_said(chats: Chats) -> None:
    conversation = await chats.desk.conversation("what do buyers say?")
    quote = Quote("Runs small.", "mo", "2026-03-01", verified_purchase=True)
    body = SplitBody(TextBody("It comes in five sizes."), Buyers(1, 0, (quote,)))
    await chats.say(conversation, Role.BOT, body)
    assert figures(await chats.counted("en:note")) == (1, 0, 0)
    assert figures(await chats.counted()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("reason", "words", "disliked"),
    [
        (HandoffReason.ASKED_FOR_PERSON, 1, 1),
        (HandoffReason.ANGRY, 2, 1),
        (HandoffReason.REPEATED, 1, 1),
        (HandoffReason.ASKED_FOR_PERSON, 3, 0),
        (HandoffReason.CASE, 1, 0),
    ],
)
async def test_a_wish_for_a_person_right_after_an_answer_is_a_dislike(
    chats: Chats, reason: HandoffReason, words: int, disliked: int
) -> None:
    conversation = await chats.answered()
    for _ in range(words):
        await chats.desk.shopper_says(conversation, "hm")
    await chats.desk.escalate(conversation, reason)
    assert figures(await chats.counted()) == (1, 0, disliked)


@pytest.mark.parametrize(("score", "figure"), [(1, (1, 0, 1)), (3, (1, 0, 0)), (5, (1, 1, 0))])
async def test_a_rating_is_of_the_last_answer_in_the_chat(
    chats: Chats, score: int, figure: tuple[int, int, int]
) -> None:
    conversation = await chats.answered()
    await chats.desk.shopper_says(conversation, "thanks")
    await chats.say(conversation, Role.SHOPPER, RatingBody(score))
    assert figures(await chats.counted()) == figure


async def test_one_answer_is_disliked_once(chats: Chats, database: Database) -> None:
    conversation = await chats.answered()
    await chats.desk.shopper_says(conversation, "a person please")
    async with database.writer.begin() as session:
        await escalate_conversation(
            session,
            conversation=await locked(session, conversation),
            reason=HandoffReason.ASKED_FOR_PERSON,
            at=chats.clock(),
        )
    await chats.say(conversation, Role.SHOPPER, RatingBody(1))
    assert figures(await chats.counted()) == (1, 0, 1)
