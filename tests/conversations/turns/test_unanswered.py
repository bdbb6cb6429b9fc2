"""What nobody had answered when a person handed the conversation back."""

from __future__ import annotations

import pytest

from conversations.choices.service import offer_choices
from conversations.contract import (
    ChoiceOffer,
    Chosen,
    ChosenBody,
    FileBody,
    FileRef,
    MessageBody,
    RatingBody,
    TextBody,
)
from conversations.log.repository import lock_conversation
from conversations.log.service import append_message
from conversations.models import Conversation
from conversations.states.service import claim_conversation, release_conversation
from conversations.turns.fallback import PERSON_INTENT
from conversations.turns.repository import waiting_turns
from conversations.turns.service import take_turn
from conversations.turns.unanswered import AT_MOST, queue_unanswered
from conversations.wire import decode
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.conftest import SHOPPER
from tests.conversations.turns.scripted import say

pytestmark = pytest.mark.anyio
PHOTO = FileBody(FileRef("up1", "zip.png", "image/png", 9, "/files/up1"))


class Handled:
    """A conversation that Ana takes, is written to in, and hands back."""

    def __init__(self, database: Database, clock: FakeClock, conversation: Conversation) -> None:
        self._database, self._clock, self._id = database, clock, conversation.id

    async def claimed(self) -> None:
        async with self._database.writer.begin() as session:
            await claim_conversation(
                session,
                conversation_id=self._id,
                version=1,
                agent_id="ana",
                agent_name="Ana",
                at=self._clock(),
            )

    async def told(self, *bodies: MessageBody) -> list[int]:
        async with self._database.writer.begin() as session:
            conversation = await lock_conversation(session, self._id)
            assert conversation is not None
            return [
                (
                    await append_message(
                        session,
                        conversation=conversation,
                        author=SHOPPER,
                        body=body,
                        at=self._clock(),
                    )
                ).row.seq
                or 0
                for body in bodies
            ]

    async def choices(self, *offers: ChoiceOffer) -> list[str]:
        async with self._database.writer.begin() as session:
            offered = offer_choices(
                session, conversation_id=self._id, offers=offers, at=self._clock()
            )
        return [choice.id for choice in offered]

    async def handed_back(self, after_seq: int) -> list[tuple[str, Chosen | None]]:
        """What the bot will be asked."""
        async with self._database.writer.begin() as session:
            conversation = await release_conversation(
                session, conversation_id=self._id, version=None, at=self._clock()
            )
            queued = await queue_unanswered(
                session, conversation=conversation, after_seq=after_seq, at=self._clock()
            )
        async with self._database.reader() as session:
            turns = await waiting_turns(session, self._id)
        assert queued == len(turns)
        return [(turn.text, decode(Chosen, turn.chosen) if turn.chosen else None) for turn in turns]


@pytest.fixture
def handled(database: Database, clock: FakeClock, conversation: Conversation) -> Handled:
    return Handled(database, clock, conversation)


async def test_the_bot_answers_what_came_after_the_message_named(handled: Handled) -> None:
    await handled.claimed()
    read, _ = await handled.told(TextBody("thanks"), TextBody("how long is a refund?"))
    assert await handled.handed_back(read) == [("how long is a refund?", None)]


async def test_words_buttons_and_files_mean_what_they_mean_to_the_bot_always(
    handled: Handled,
) -> None:
    await handled.claimed()
    (where,) = await handled.choices(ChoiceOffer("Where is it?", "track_order", {"order": "#1"}))
    await handled.told(TextBody("hm"), ChosenBody(where, "Where is it?"), RatingBody(5), PHOTO)
    assert await handled.handed_back(0) == [
        ("hm", None),
        ("Where is it?", Chosen("track_order", {"order": "#1"})),
        ("zip.png", Chosen("inform", {"upload": "up1"})),
    ]


async def test_of_a_story_in_many_lines_the_last_ones_are_answered(handled: Handled) -> None:
    await handled.claimed()
    await handled.told(*(TextBody(f"line {number}") for number in range(AT_MOST + 4)))
    asked = await handled.handed_back(0)
    assert [text for text, _ in asked] == ["line 4", "line 5", "line 6"]


async def test_the_wish_for_a_person_does_not_come_back_as_one(handled: Handled) -> None:
    await handled.claimed()
    (person,) = await handled.choices(ChoiceOffer("A person, please", PERSON_INTENT))
    await handled.told(ChosenBody(person, "A person, please"))
    assert await handled.handed_back(0) == []


async def test_what_the_bot_began_to_do_before_the_claim_is_not_done_again(
    handled: Handled, database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await say(database, clock, conversation.id, "cancel it")
    async with database.writer.begin() as session:
        taken = await take_turn(
            session, conversation_id=conversation.id, owner="first", now=clock()
        )
    assert taken is not None
    await handled.claimed()
    await handled.told(TextBody("hello?"))
    assert await handled.handed_back(0) == [("hello?", None)]
