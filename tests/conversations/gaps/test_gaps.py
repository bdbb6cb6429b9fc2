"""Questions of one meaning are one gap; what was written for it is measured by what is asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from sqlalchemy import select

from conversations.asked.service import keep_question, keep_rating
from conversations.contract import Author, FoundText, Role, TextBody
from conversations.gaps.placing import Meaning, place_questions, renew_gap
from conversations.gaps.schemas import Gap, GapState, Trend
from conversations.gaps.service import (
    dismiss_gap,
    draft_for_gap,
    link_article,
    list_gaps,
    note_published,
)
from conversations.identifiers import new_id
from conversations.log.service import append_message
from conversations.models import AskedQuestion, Conversation
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

DAY = 86_400
# A meaning is a direction: two words for each of two things.
MEANING = {
    "do you ship to the moon": (1.0, 0.0),
    "moon delivery?": (0.9, 0.3),
    "is there gift wrap": (0.0, 1.0),
    "can you wrap it": (0.2, 1.0),
}


class Shop:
    """Shoppers ask, and now and then somebody sorts what they asked."""

    def __init__(self, database: Database, clock: FakeClock, conversation: Conversation) -> None:
        self.database, self.clock, self.conversation = database, clock, conversation
        self.seq = 0

    async def asked(self, text: str, *, found: str | None = None) -> None:
        self.seq += 1
        async with self.database.writer.begin() as session:
            keep_question(
                session,
                conversation=self.conversation,
                text=text,
                at=self.clock(),
                seq=self.seq,
                answered=found is not None,
                found=FoundText(found, 0.7) if found else None,
            )

    async def sorted_in(self, model: str = "m") -> None:
        async with self.database.writer.begin() as session:
            waiting = await session.scalars(
                select(AskedQuestion)
                .where(AskedQuestion.placed_at.is_(None))
                .order_by(AskedQuestion.seq)
            )
            meanings = [Meaning(one.id, "en", unit(MEANING[one.text])) for one in waiting]
            await place_questions(session, meanings, model=model, joins_from=0.8, at=self.clock())

    async def gaps(self, state: GapState = GapState.OPEN) -> Sequence[Gap]:
        async with self.database.reader() as session:
            found = await list_gaps(session, state=state, limit=10, offset=0, now=self.clock())
        return found.items


def unit(direction: Sequence[float]) -> np.ndarray:
    vector = np.array(direction, np.float32)
    return vector / np.linalg.norm(vector)


@pytest.fixture
def shop(database: Database, clock: FakeClock, conversation: Conversation) -> Shop:
    return Shop(database, clock, conversation)


async def test_wordings_of_one_meaning_are_one_gap_with_its_count(shop: Shop) -> None:
    for text in ("do you ship to the moon", "is there gift wrap", "moon delivery?",
                 "do you ship to the moon"):  # fmt: skip
        await shop.asked(text)
    async with shop.database.reader() as session:
        waiting = await list_gaps(
            session, state=GapState.OPEN, limit=10, offset=0, now=shop.clock()
        )
    assert (waiting.items, waiting.waiting) == ((), 4)
    await shop.sorted_in()
    moon, wrap = await shop.gaps()
    assert (moon.times, wrap.times) == (3, 1)
    assert [(q.text, q.times) for q in moon.questions] == [
        ("do you ship to the moon", 2), ("moon delivery?", 1),
    ]  # fmt: skip
    assert (moon.weeks, moon.trend) == ((0,) * 7 + (3,), Trend.NEW)


async def test_an_answered_question_begins_no_gap_but_a_badly_rated_one_does(shop: Shop) -> None:
    await shop.asked("is there gift wrap", found="en:gifts")
    await shop.sorted_in()
    assert await shop.gaps() == ()
    async with shop.database.writer.begin() as session:
        await keep_rating(session, conversation=shop.conversation, score=2, at=shop.clock())
    await shop.sorted_in()
    (gap,) = await shop.gaps()
    assert (gap.times, gap.badly_rated) == (1, 1)


async def test_the_trend_compares_the_last_two_weeks_with_the_two_before(shop: Shop) -> None:
    await shop.asked("moon delivery?")
    shop.clock.advance(20 * DAY)
    for _ in range(3):
        await shop.asked("moon delivery?")
    await shop.sorted_in()
    assert [gap.trend for gap in await shop.gaps()] == [Trend.RISING]
    shop.clock.advance(15 * DAY)
    assert [gap.trend for gap in await shop.gaps()] == [Trend.FALLING]


async def test_what_comes_of_an_article_is_counted_from_its_publishing(shop: Shop) -> None:
    await shop.asked("moon delivery?")
    await shop.sorted_in()
    (gap,) = await shop.gaps()
    async with shop.database.writer.begin() as session:
        assert await link_article(session, gap.id, article_key="en:moon", by="Ada")
    assert await shop.gaps() == ()
    (draft,) = await shop.gaps(GapState.WRITTEN)
    assert (draft.effect, draft.written_by) == (None, "Ada")
    shop.clock.advance(DAY)
    async with shop.database.writer.begin() as session:
        await note_published(session, {gap.id: shop.clock()})
    shop.clock.advance(DAY)
    await shop.asked("do you ship to the moon", found="en:moon")
    await shop.asked("moon delivery?", found="en:shipping")
    await shop.asked("moon delivery?")
    await shop.sorted_in()
    (written,) = await shop.gaps(GapState.WRITTEN)
    assert written.effect is not None
    effect = written.effect
    assert (effect.asked, effect.answered, effect.by_article) == (3, 2, 1)


async def test_a_dismissed_gap_is_put_back(shop: Shop) -> None:
    await shop.asked("moon delivery?")
    await shop.sorted_in()
    (gap,) = await shop.gaps()
    for by, state in (("Ada", GapState.DISMISSED), (None, GapState.OPEN)):
        async with shop.database.writer.begin() as session:
            assert await dismiss_gap(session, gap.id, by=by, at=shop.clock())
        assert [one.dismissed_by for one in await shop.gaps(state)] == [by]


async def test_a_draft_has_the_questions_and_what_people_answered(shop: Shop) -> None:
    await shop.asked("moon delivery?")
    await shop.sorted_in()
    async with shop.database.writer.begin() as session:
        conversation = await session.get_one(Conversation, shop.conversation.id)
        for author, text in (
            (Role.SHOPPER, "moon delivery?"),
            (Role.AGENT, "Let me see."),
            (Role.AGENT, "Hi Mia, we ship to the moon in 9 days. I wrote to mia@example.com, too."),
        ):
            await append_message(
                session, conversation=conversation, author=Author(author, "Ada"),
                body=TextBody(text), at=shop.clock(), author_key=new_id(),
            )  # fmt: skip
    (gap,) = await shop.gaps()
    async with shop.database.reader() as session:
        draft = await draft_for_gap(session, gap.id)
        assert await draft_for_gap(session, "0" * 32) is None
    assert draft is not None
    assert (draft.title, draft.questions) == ("Moon delivery?", ("moon delivery?",))
    assert draft.body == "We ship to the moon in 9 days. I wrote to [e-mail], too."
    assert [answer.agent for answer in draft.answers] == ["Ada"]


async def test_gaps_of_another_model_are_not_compared_until_made_anew(shop: Shop) -> None:
    await shop.asked("moon delivery?")
    await shop.sorted_in("old")
    await shop.asked("do you ship to the moon")
    await shop.sorted_in("new")
    old, _ = sorted(await shop.gaps(), key=lambda gap: gap.text, reverse=True)
    assert len(await shop.gaps()) == 2
    async with shop.database.writer.begin() as session:
        await renew_gap(session, old.id, model="new", vector=unit(MEANING[old.text]))
    await shop.asked("moon delivery?")
    await shop.sorted_in("new")
    assert sorted(gap.times for gap in await shop.gaps()) == [1, 2]
