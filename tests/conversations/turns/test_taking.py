"""Who gets a turn to answer, and when."""

from __future__ import annotations

import pytest

from conversations.contract import Chosen, Page
from conversations.log.repository import lock_conversation
from conversations.models import Conversation, Shopper
from conversations.shoppers.service import begin_conversation
from conversations.states.service import claim_conversation, release_conversation
from conversations.turns.service import (
    LEASE,
    TURN_BUDGET_S,
    TakenTurn,
    extend_lease,
    fail_turn,
    finish_turn,
    take_turn,
)
from conversations.wire import encode
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.turns.scripted import say, text_reply, texts_of, turn_state

pytestmark = pytest.mark.anyio
LEASE_S = LEASE.total_seconds()


async def take(
    database: Database, clock: FakeClock, conversation_id: str, owner: str = "first"
) -> TakenTurn | None:
    async with database.writer.begin() as session:
        return await take_turn(session, conversation_id=conversation_id, owner=owner, now=clock())


async def finish(
    database: Database, clock: FakeClock, turn: TakenTurn | None, text: str = "reply"
) -> bool:
    assert turn is not None
    async with database.writer.begin() as session:
        return await finish_turn(
            session, turn_id=turn.id, owner=turn.owner, reply=text_reply(text), at=clock()
        )


async def claim_and_release(
    database: Database, clock: FakeClock, conversation_id: str, *, release: bool
) -> None:
    async with database.writer.begin() as session:
        conversation = await lock_conversation(session, conversation_id)
        assert conversation is not None
        await claim_conversation(
            session,
            conversation_id=conversation_id,
            version=conversation.version,
            agent_id="ana",
            agent_name="Ana",
            at=clock(),
        )
        if release:
            await release_conversation(
                session,
                conversation_id=conversation_id,
                version=None,
                at=clock(),
                agent_name="Ana",
            )


async def test_a_conversation_has_one_turn_in_flight_and_keeps_its_order(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    said = [await say(database, clock, conversation.id, text) for text in ("one", "two", "three")]
    taken = []
    for _ in said:
        turn = await take(database, clock, conversation.id)
        assert turn is not None
        assert await take(database, clock, conversation.id) is None
        assert await take(database, clock, conversation.id, owner="second") is None
        taken.append(turn.id)
        await finish(database, clock, turn)
    assert taken == said
    assert await take(database, clock, conversation.id) is None


async def test_another_conversation_need_not_wait(
    database: Database, clock: FakeClock, conversation: Conversation, shopper: Shopper
) -> None:
    async with database.writer.begin() as session:
        other = await begin_conversation(session, shopper=shopper, locale="en", at=clock())
    for each in (conversation, other):
        await say(database, clock, each.id, "hello")
        assert await take(database, clock, each.id) is not None


async def test_the_request_tells_the_bot_what_it_needs_and_no_more(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    chosen = Chosen("track_order", {"order_number": "#W1"})
    async with database.writer.begin() as session:
        locked = await lock_conversation(session, conversation.id)
        assert locked is not None
        locked.locale, locked.page = "zh", encode(Page(url="http://shop.test/p/1", title="Serum"))
    turn_id = await say(database, clock, conversation.id, "Where is it?", chosen=chosen)
    turn = await take(database, clock, conversation.id)
    assert turn is not None
    assert encode(turn.request) == {
        "conversation": conversation.id,
        "cmid": "Where is it?",
        "turn": turn_id,
        "text": "Where is it?",
        "chosen": {"intent": "track_order", "entities": {"order_number": "#W1"}},
        "locale": "zh",
        "site": "demo",
        "page": encode(Page(url="http://shop.test/p/1", title="Serum")),
        "resume": False,
        "catalogue_revision": 0,
    }


async def test_a_dead_owners_turn_is_taken_up_after_its_lease_with_time_left_to_ask(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await say(database, clock, conversation.id, "hello")
    dead = await take(database, clock, conversation.id, owner="dead")
    clock.advance(LEASE_S - 1)
    assert await take(database, clock, conversation.id, owner="living") is None
    clock.advance(1)
    living = await take(database, clock, conversation.id, owner="living")

    assert dead is not None
    assert living is not None
    assert (living.id, living.request) == (dead.id, dead.request)
    assert living.deadline == dead.deadline
    assert living.deadline > clock()


async def test_an_owner_that_was_given_up_can_no_longer_answer(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await say(database, clock, conversation.id, "hello")
    slow = await take(database, clock, conversation.id, owner="slow")
    clock.advance(LEASE_S)
    quick = await take(database, clock, conversation.id, owner="quick")

    assert slow is not None
    assert not await finish(database, clock, slow, "too late")
    async with database.writer.begin() as session:
        assert not await fail_turn(
            session, turn_id=slow.id, owner="slow", code="bot_timeout", at=clock()
        )
        assert not await extend_lease(session, turn_id=slow.id, owner="slow", now=clock())
    assert await finish(database, clock, quick, "in time")
    assert await texts_of(database, conversation.id) == ["hello", "in time"]


async def test_a_renewed_lease_is_nobody_elses(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await say(database, clock, conversation.id, "hello")
    turn = await take(database, clock, conversation.id)
    assert turn is not None
    for _ in range(3):
        clock.advance(LEASE_S - 1)
        async with database.writer.begin() as session:
            assert await extend_lease(session, turn_id=turn.id, owner=turn.owner, now=clock())
        assert await take(database, clock, conversation.id, owner="second") is None


def test_a_lease_leaves_time_to_ask_again_within_the_budget() -> None:
    assert LEASE_S < TURN_BUDGET_S / 2


async def test_a_finished_turn_is_finished_once(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await say(database, clock, conversation.id, "hello")
    turn = await take(database, clock, conversation.id)
    assert await finish(database, clock, turn)
    assert not await finish(database, clock, turn)
    assert await texts_of(database, conversation.id) == ["hello", "reply"]


async def test_turns_of_a_conversation_that_a_person_has_are_dropped(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    orphan = await say(database, clock, conversation.id, "one")
    waiting = await say(database, clock, conversation.id, "two")
    await take(database, clock, conversation.id, owner="dead")
    await claim_and_release(database, clock, conversation.id, release=False)

    assert await take(database, clock, conversation.id) is None
    assert await turn_state(database, orphan) == "running"
    clock.advance(LEASE_S)
    assert await take(database, clock, conversation.id) is None
    assert await turn_state(database, orphan) == "dropped"
    assert await turn_state(database, waiting) == "dropped"
    assert await texts_of(database, conversation.id) == ["one", "two", "conversation.claimed"]


async def test_the_first_turn_after_a_hand_back_is_told_to_resume_and_the_next_is_not(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    resumed = []
    await say(database, clock, conversation.id, "before")
    turn = await take(database, clock, conversation.id)
    assert turn is not None
    resumed.append(turn.request.resume)
    await finish(database, clock, turn)
    await claim_and_release(database, clock, conversation.id, release=True)
    for text in ("after", "later"):
        await say(database, clock, conversation.id, text)
        turn = await take(database, clock, conversation.id)
        assert turn is not None
        resumed.append(turn.request.resume)
        await finish(database, clock, turn)
    assert resumed == [False, True, False]


async def test_a_turn_that_failed_leaves_the_resuming_to_the_next(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await claim_and_release(database, clock, conversation.id, release=True)
    await say(database, clock, conversation.id, "bot is down")
    turn = await take(database, clock, conversation.id)
    assert turn is not None
    async with database.writer.begin() as session:
        await fail_turn(session, turn_id=turn.id, owner=turn.owner, code="x", at=clock())
    await say(database, clock, conversation.id, "bot is up")
    turn = await take(database, clock, conversation.id)
    assert turn is not None
    assert turn.request.resume


async def test_a_turn_from_before_a_hand_over_and_back_stays_mute(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await say(database, clock, conversation.id, "hello")
    turn = await take(database, clock, conversation.id)
    await claim_and_release(database, clock, conversation.id, release=True)
    assert await finish(database, clock, turn, "out of date")
    assert "out of date" not in await texts_of(database, conversation.id)
