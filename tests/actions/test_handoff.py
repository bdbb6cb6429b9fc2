"""How a person is fetched, and for which reason."""

from __future__ import annotations

import pytest

from actions.dialogue import Event, Reply, end_form, set_slot
from actions.fallback import ActionClarify
from actions.handoff import ActionHandOver
from actions.order_desk import OrderDesk
from actions.small_talk import ActionAffirm, ActionDeny
from actions.wording import Wording
from conversations.contract import HandoffReason, HandoffSignal
from tests.actions.turns import offers, signals, slots_of, texts, turn, user

pytestmark = pytest.mark.anyio

OFFERED = set_slot("pending", "not_answered")
CLARIFIED: Event = {"event": "action", "name": "action_clarify"}


async def test_asked_for_by_itself(wording: Wording) -> None:
    reply = Reply()
    events = await ActionHandOver(wording).run(turn("human", events=user("talk_to_human")), reply)
    assert signals(reply) == [HandoffSignal(HandoffReason.ASKED_FOR_PERSON)]
    assert events[:3] == end_form()


async def test_a_yes_to_the_offer_tells_why_it_was_made(desk: OrderDesk, wording: Wording) -> None:
    reply = Reply()
    events = [*user("ask_faq", OFFERED), *user("affirm")]
    await ActionAffirm(desk, wording).run(turn("yes", events=events), reply)
    assert signals(reply) == [HandoffSignal(HandoffReason.NOT_ANSWERED, "ask_faq")]


async def test_an_offer_lives_for_one_turn(desk: OrderDesk, wording: Wording) -> None:
    reply = Reply()
    events = [*user("ask_faq", OFFERED), *user("greet"), *user("affirm")]
    await ActionAffirm(desk, wording).run(turn("yes", events=events), reply)
    assert signals(reply) == []


async def test_an_offer_ends_when_a_person_had_the_chat(desk: OrderDesk, wording: Wording) -> None:
    reply = Reply()
    events = [*user("ask_faq", OFFERED, set_slot("pending", None)), *user("affirm")]
    await ActionAffirm(desk, wording).run(turn("yes", events=events), reply)
    assert signals(reply) == []


async def test_a_no_ends_the_offer(wording: Wording) -> None:
    reply = Reply()
    events = [*user("ask_faq", OFFERED), *user("deny")]
    done = await ActionDeny(wording).run(turn("no", events=events), reply)
    assert slots_of(done) == {"pending": None}
    assert texts(reply) == wording.text("en", "deny_offer")


async def test_first_which_of_two_was_meant(wording: Wording) -> None:
    reply = Reply()
    ranking = (("nlu_fallback", 0.45), ("track_order", 0.3), ("affirm", 0.2), ("return_item", 0.15))
    await ActionClarify(wording).run(turn("?", ranking=ranking, events=user("?")), reply)
    assert [offer.intent for offer in offers(reply)] == [
        "track_order",
        "return_item",
        "out_of_scope",
    ]


async def test_then_the_offer_of_a_person(wording: Wording) -> None:
    reply = Reply()
    ranking = (("nlu_fallback", 0.45), ("track_order", 0.3))
    events = [*user("?", CLARIFIED), *user("?")]
    done = await ActionClarify(wording).run(turn("?", ranking=ranking, events=events), reply)
    assert [offer.intent for offer in offers(reply)] == ["talk_to_human"]
    assert slots_of(done) == {"pending": "not_understood"}


async def test_nothing_likely_is_not_asked_about(wording: Wording) -> None:
    reply = Reply()
    ranking = (("nlu_fallback", 0.45), ("track_order", 0.05))
    await ActionClarify(wording).run(turn("?", ranking=ranking, events=user("?")), reply)
    assert texts(reply) == wording.text("en", "rephrase")
