"""Proving whose orders they are, by any way, inside a form whose wish goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from actions.dialogue import REQUESTED_SLOT, Event, Reply
from actions.lookup_form import LookupFormValidation
from actions.order_desk import OrderDesk
from actions.proof import Proof
from actions.proof_questions import ActionAskProof, masked
from conversations.models import Mail
from shopbell.database import Database
from tests.actions.conftest import CODE
from tests.actions.turns import offers, slots_of, texts, turn

pytestmark = pytest.mark.anyio

ANNA, NOBODY = "anna.koch@example.com", "nobody@example.com"
STRANGERS_TRIES = 6


class Talk:
    """The form as Rasa drives it: what is given and what was set before it."""

    def __init__(self, proof: Proof, conversation: str = "c") -> None:
        self._form = LookupFormValidation("order_lookup_form", proof)
        self._ask = ActionAskProof(proof.codes, proof.wording)
        self._conversation = conversation
        self.slots: dict[str, Any] = {}
        self.reply = Reply()

    async def say(
        self,
        text: str,
        given: dict[str, Any] | None = None,
        intent: str = "inform",
        press: str = "",
    ) -> str:
        """What the bot answers, its next question included."""
        self.reply = Reply()
        given = given or {}
        events: list[Event] = [{"event": "action", "name": "order_lookup_form"}]
        events += [{"event": "slot", "name": k, "value": v} for k, v in given.items()]
        entities = [{"entity": "proof", "value": press}] if press else []
        entities += [{"entity": k, "value": v} for k, v in given.items()]
        said = turn(
            text, intent=intent, slots={**self.slots, **given}, events=events,
            entities=tuple(entities), active_form="order_lookup_form",
            conversation=self._conversation,
        )  # fmt: skip
        self.slots = {**self.slots, **given, **slots_of(await self._form.run(said, self.reply))}
        if self.slots.get(REQUESTED_SLOT) == "proof":
            said = turn(slots=self.slots, conversation=self._conversation)
            await self._ask.run(said, self.reply)
        return texts(self.reply)

    @property
    def offered(self) -> list[str]:
        return [offer.entities.get("proof", offer.intent) for offer in offers(self.reply)]


@pytest.fixture
def talk(proof: Proof) -> Talk:
    return Talk(proof)


async def mails(shop: Database) -> list[Mail]:
    async with shop.reader() as session:
        return list((await session.execute(select(Mail))).scalars())


async def test_who_has_no_number_gets_a_code_and_the_wish_goes_on(
    talk: Talk, shop: Database, desk: OrderDesk
) -> None:
    await talk.say("i don't have my order number", intent="stop")
    assert talk.offered == ["code", "name", "talk_to_human"]
    assert "Which e-mail address" in await talk.say("Send me a code by e-mail", press="code")
    told = await talk.say(ANNA, {"email": ANNA})
    assert "a…@example.com" in told
    assert "10 minutes" in told
    (mail,) = await mails(shop)
    assert mail.recipient == ANNA
    assert CODE in mail.text
    assert CODE not in mail.subject
    assert CODE not in told
    await talk.say(CODE, {"order_number": "#W482913"})
    assert await desk.is_verified("c")
    assert talk.slots[REQUESTED_SLOT] is None
    assert talk.slots["order_number"] is None


async def test_an_address_that_is_nobodys_is_answered_alike_and_mailed_nothing(
    proof: Proof, shop: Database, desk: OrderDesk
) -> None:
    told = []
    for conversation, email in (("known", ANNA), ("unknown", "a" + NOBODY)):
        one = Talk(proof, conversation)
        await one.say("no number", intent="stop", given=None)
        await one.say("code", press="code")
        told.append((await one.say(email, {"email": email}), one.offered, one.slots["proof_way"]))
    assert told[0] == told[1]
    assert [mail.recipient for mail in await mails(shop)] == [ANNA]
    await one.say(CODE)
    assert not await desk.is_verified("unknown")


async def test_the_order_of_the_wish_is_kept_though_a_code_looks_like_a_number(
    talk: Talk, desk: OrderDesk
) -> None:
    number = {"order_number": "#W1000001"}
    await talk.say("where is W1000001", number, intent="track_order")
    await talk.say(NOBODY, {"email": NOBODY})
    assert talk.offered == ["again", "code", "name", "talk_to_human"]
    await talk.say("send me a code")
    await talk.say(ANNA, {"email": ANNA})
    await talk.say("111111", {"order_number": "#W111111"})
    assert not await desk.is_verified("c")
    await talk.say(CODE, {"order_number": "#W482913"})
    assert await desk.is_verified("c")
    assert talk.slots["order_number"] == "#W1000001"


async def test_a_strangers_guesses_do_not_lock_the_buyer_out(proof: Proof, desk: OrderDesk) -> None:
    for at in range(STRANGERS_TRIES):
        stranger = Talk(proof, f"stranger{at}")
        await stranger.say(
            "track it", {"order_number": "#W1000001", "email": f"guess{at}@example.com"}
        )
        assert stranger.offered[0] == "again"
    buyer = Talk(proof, "buyer")
    refused = await buyer.say("track it", {"order_number": "#W1000001", "email": ANNA})
    assert "couldn't find an order" in refused
    assert not await desk.is_verified("buyer")
    await buyer.say("Send me a code by e-mail", press="code")
    await buyer.say(CODE)
    order = await desk.order("buyer", buyer.slots["order_number"])
    assert order is not None
    assert order.number == "#W1000001"


async def test_a_wrong_number_is_put_right_where_other_ways_are_offered(
    talk: Talk, desk: OrderDesk
) -> None:
    await talk.say("track it", {"order_number": "#W2000001", "email": ANNA})
    await talk.say("sorry, W1000001", {"order_number": "#W1000001"}, intent="correct")
    assert await desk.is_verified("c")


async def test_name_and_postal_code(talk: Talk, desk: OrderDesk) -> None:
    await talk.say("i don't know the number", intent="stop")
    assert "full name" in await talk.say("Name and postal code", press="name")
    assert "need both" in await talk.say("Anna Koch")
    assert "couldn't find orders" in await talk.say("Anna Koch, 99999")
    await talk.say("Anna Koch, 04101", intent="nlu_fallback")
    assert await desk.is_verified("c")


async def test_a_question_in_between_is_no_answer_and_the_way_stays(talk: Talk) -> None:
    await talk.say("i don't know the number", intent="stop")
    await talk.say("how long does delivery take?", intent="delivery_period")
    assert talk.slots[REQUESTED_SLOT] == "proof"
    assert texts(talk.reply).startswith("There are other ways")


async def test_try_again_begins_with_the_number(talk: Talk) -> None:
    await talk.say("track it", {"order_number": "#W2000001", "email": ANNA})
    await talk.say("Try again", press="again")
    assert talk.slots["order_number"] is None
    assert talk.slots["proof_way"] is None


async def test_where_no_mail_leaves_the_shop_no_code_is_promised(
    proof: Proof, desk: OrderDesk
) -> None:
    one = Talk(replace(proof, codes=replace(proof.codes, queue_mail=None)))
    told = await one.say("i don't have my order number", intent="stop")
    assert "code" not in told.replace("postal code", "")
    assert one.offered == ["name", "talk_to_human"]
    assert "full name" in await one.say("by e-mail then")
    await one.say("Anna Koch, 04101")
    assert await desk.is_verified("c")


@pytest.mark.parametrize(
    ("email", "shown"), [(ANNA, "a…@example.com"), ("x@y.example", "x…@y.example")]
)
def test_an_address_is_shown_so_that_its_owner_knows_it(email: str, shown: str) -> None:
    assert masked(email) == shown
