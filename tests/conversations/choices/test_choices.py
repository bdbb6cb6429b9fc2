"""A button is the server's: of this conversation, once, for a day."""

from __future__ import annotations

import pytest

from conversations.choices.service import LIFETIME, find_choice, offer_choices, use_choice
from conversations.contract import Choice, ChoiceOffer
from conversations.errors import ChoiceRefusedError
from conversations.models import Conversation, Shopper
from conversations.shoppers.service import begin_conversation
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio
OFFERS = (ChoiceOffer("Yes", "affirm"), ChoiceOffer("No", "deny", {"why": "price"}))


async def offer(database: Database, clock: FakeClock, conversation_id: str) -> tuple[Choice, ...]:
    async with database.writer.begin() as session:
        return offer_choices(session, conversation_id=conversation_id, offers=OFFERS, at=clock())


async def press(database: Database, clock: FakeClock, conversation_id: str, choice_id: str) -> str:
    """The intent that the press means. Raises `ChoiceRefusedError`."""
    async with database.writer.begin() as session:
        choice = await find_choice(session, conversation_id=conversation_id, choice_id=choice_id)
        await use_choice(session, choice=choice, at=clock())
    return choice.intent


async def test_a_press_means_what_the_server_kept_for_it(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    _, no = await offer(database, clock, conversation.id)
    assert no.title == "No"
    assert "deny" not in no.id
    assert await press(database, clock, conversation.id, no.id) == "deny"


async def test_a_press_uses_up_all_buttons_of_its_message_and_no_others(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    first = await offer(database, clock, conversation.id)
    second = await offer(database, clock, conversation.id)
    await press(database, clock, conversation.id, first[0].id)
    for used in first:
        with pytest.raises(ChoiceRefusedError):
            await press(database, clock, conversation.id, used.id)
    assert await press(database, clock, conversation.id, second[1].id) == "deny"


async def test_a_button_expires_after_a_day_to_the_second(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    early = await offer(database, clock, conversation.id)
    clock.advance(1)
    late = await offer(database, clock, conversation.id)
    clock.advance(LIFETIME.total_seconds() - 1)
    with pytest.raises(ChoiceRefusedError):
        await press(database, clock, conversation.id, early[0].id)
    assert await press(database, clock, conversation.id, late[0].id) == "affirm"


async def test_every_reason_to_refuse_a_button_sounds_the_same(
    database: Database, clock: FakeClock, conversation: Conversation, shopper: Shopper
) -> None:
    async with database.writer.begin() as session:
        other = await begin_conversation(session, shopper=shopper, locale="en", at=clock())
    expired = (await offer(database, clock, conversation.id))[0].id
    clock.advance(LIFETIME.total_seconds())
    used = (await offer(database, clock, conversation.id))[0].id
    await press(database, clock, conversation.id, used)
    foreign = (await offer(database, clock, other.id))[0].id
    refusals = set()
    for choice_id in (expired, used, foreign, "0" * 32, "", "/restart", "x" * 10_000):
        with pytest.raises(ChoiceRefusedError) as refusal:
            await press(database, clock, conversation.id, choice_id)
        refusals.add((refusal.value.code, str(refusal.value)))
    assert len(refusals) == 1
    assert await press(database, clock, other.id, foreign) == "affirm"
