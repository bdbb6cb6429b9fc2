"""Which change a message asks for."""

from __future__ import annotations

import pytest

from actions.change import CASE, NOTE, Change, as_slot
from actions.change_wish import (
    CHANGE,
    FORM,
    asks_adjustment,
    asks_default_address,
    intent_of,
    wish_of,
    wished,
)
from tests.actions.turns import turn, user


@pytest.mark.parametrize(
    ("said", "intent", "action"),
    [
        ("cancel it", "cancel_order", "cancel"),
        ("send it elsewhere", "change_shipping_address", "change_address"),
        ("another size please", "exchange_item", "exchange_items"),
        ("change my order", "change_order", ""),
        ("my default address is outdated", "change_shipping_address", "change_default_address"),
        ("set my default address", "set_up_shipping_address", "change_default_address"),
    ],
)
def test_the_intent_and_the_words_name_the_change(said: str, intent: str, action: str) -> None:
    assert wish_of(turn(said, intent=intent)) == Change(action)


@pytest.mark.parametrize(
    ("intent", "kind"), [("item_missing", "missing_item"), ("item_damaged", "damaged_item")]
)
def test_a_case_is_kept_in_the_words_that_it_was_told_in(intent: str, kind: str) -> None:
    wish = wish_of(turn("the mug has a crack", intent=intent))
    assert wish == Change("open_case", {CASE: kind, NOTE: "the mug has a crack"})
    assert intent_of(wish) == intent


@pytest.mark.parametrize(
    "said",
    [
        "the price dropped, can i have the difference",
        "it is cheaper now, i want the rest back",
        "price adjustment please",
        "买完就降价了，能退差价吗",
    ],
)
def test_a_price_that_has_fallen_is_a_case(said: str) -> None:
    assert asks_adjustment(turn(said, intent="get_refund"))
    wish = wish_of(turn(said, intent="get_refund"))
    assert wish is not None
    assert wish.known[CASE] == "price_adjustment"
    assert intent_of(wish) == "get_refund"


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("i want my money back", "get_refund"),
        ("my code does not work", "promo_code"),
        ("the price dropped", "ask_product"),
        ("where is my order", "track_order"),
    ],
)
def test_not_every_wish_for_money_is_one(said: str, intent: str) -> None:
    assert wish_of(turn(said, intent=intent)) is None


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("change my default address", True),
        ("make the new address my default", True),
        ("how do i add an address", False),
        ("can i store a second address", False),
        ("add another address", False),
        ("怎么添加收货地址", False),
    ],
)
def test_how_to_store_an_address_is_a_question(said: str, now: bool) -> None:
    assert asks_default_address(turn(said, intent="set_up_shipping_address")) is now


def test_the_same_wish_again_keeps_what_is_known_and_another_one_does_not() -> None:
    known = Change("cancel", {"reason": "no longer needed"})
    slots = {CHANGE: as_slot(known)}
    events = [{"event": "active_loop", "name": FORM}, *user("inform")]

    def said(intent: str) -> Change:
        return wished(turn("", intent=intent, slots=slots, events=events, active_form=FORM))

    assert said("inform") == known
    assert said("cancel_order") == known
    assert said("exchange_item") == Change("exchange_items")


def test_an_address_by_itself_answers_the_question_for_one() -> None:
    """It looks like one that is to be stored."""
    slots = {CHANGE: as_slot(Change("change_address"))}
    events = [{"event": "active_loop", "name": FORM}, *user("set_up_shipping_address")]
    answer = turn(
        "9 Harbour Road, Portland, ME 04101",
        intent="set_up_shipping_address", slots=slots, events=events, active_form=FORM,
    )  # fmt: skip
    assert wish_of(answer) is None
    assert wished(answer) == Change("change_address")
