from __future__ import annotations

import pytest

from actions.dialogue import Reply
from actions.lookup_form import LookupFormValidation
from actions.order_desk import OrderDesk
from actions.proof import Proof
from conversations.contract import Page
from tests.actions.turns import form_turn, requested, slots_of, texts, turn

pytestmark = pytest.mark.anyio


@pytest.fixture
def validation(proof: Proof) -> LookupFormValidation:
    return LookupFormValidation("order_lookup_form", proof)


@pytest.mark.parametrize(
    "written", ["#W1000001", "w 1000001", "order no. 1000001", "Ｗ１００００01"]
)
async def test_an_order_number_is_kept_in_its_plain_form(
    validation: LookupFormValidation, written: str
) -> None:
    events = await validation.run(form_turn(written, {"order_number": written}), Reply())
    assert slots_of(events) == {"order_number": "#W1000001"}


async def test_what_is_no_order_number_is_asked_for_again(validation: LookupFormValidation) -> None:
    reply = Reply()
    events = await validation.run(form_turn("red", {"order_number": "the red one"}), reply)
    assert slots_of(events) == {"order_number": None}
    assert "#W1234567" in texts(reply)


@pytest.mark.parametrize("written", ["anna", "anna@", "@example.com", "a b@c.de", "a@b", "x" * 300])
async def test_what_is_no_address_is_asked_for_again(
    validation: LookupFormValidation, written: str
) -> None:
    reply = Reply()
    events = await validation.run(form_turn(written, {"email": written}), reply)
    assert slots_of(events) == {"email": None}
    assert texts(reply)


async def test_a_question_in_between_is_no_answer(validation: LookupFormValidation) -> None:
    known = {"order_number": "#W1000001"}
    assert await validation.run(form_turn("how long?", {}, known), Reply()) == []


async def test_the_page_tells_which_order_it_is_about(validation: LookupFormValidation) -> None:
    events = await validation.run(turn("where is it", page=Page(order="W1000001")), Reply())
    assert slots_of(events) == {"order_number": "#W1000001"}


async def test_who_is_verified_is_asked_for_nothing(
    validation: LookupFormValidation, desk: OrderDesk
) -> None:
    assert await desk.verify("c", "", "#W1000001", "anna.koch@example.com")
    assert requested(await validation.run(turn("where is my order"), Reply())) is None
