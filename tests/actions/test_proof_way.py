"""What a message says of the way in which somebody proves whose orders they are."""

from __future__ import annotations

import pytest

from actions.dialogue import REQUESTED_SLOT
from actions.proof_way import (
    CHOOSE,
    CODE,
    NAME,
    PROOF,
    Way,
    read_code,
    read_name,
    step_named,
)
from tests.actions.turns import turn


@pytest.mark.parametrize(
    "said",
    ["482913", "482 913", "482-913", "it's 482913, thanks", "４８２９１３", "验证码是482913"],
)
def test_six_digits_are_a_code(said: str) -> None:
    assert read_code(said) == "482913"


@pytest.mark.parametrize("said", ["48291", "4829131", "W1000001", "no code came", ""])
def test_anything_else_is_none(said: str) -> None:
    assert read_code(said) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Anna Koch, 04101", ("Anna Koch", "04101")),
        ("Anna Koch 04101", ("Anna Koch", "04101")),
        ("Mina Okafor, LS1 4AP", ("Mina Okafor", "LS1 4AP")),
        ("my name is Anna Koch and my postal code is 04101", ("Anna Koch", "04101")),
        ("I'm Anna Koch, zip 04101", ("Anna Koch", "04101")),
        ("Name: Anna Koch; postcode: LS1 4AP.", ("Anna Koch", "LS1 4AP")),
        ("我叫林晓，邮编200040", ("林晓", "200040")),
        ("林晓，200040", ("林晓", "200040")),
    ],
)
def test_a_name_with_a_postal_code(said: str, found: tuple[str, str]) -> None:
    assert read_name(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "Anna Koch",
        "04101",
        "anna.koch@example.com, 04101",
        "where is it? 04101",
        "Anna Koch, W1000001",
        "9 Harbour Road, Portland, ME 04101",
        "yes please",
    ],
)
def test_what_is_not_both_is_no_name(said: str) -> None:
    assert read_name(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "i don't have my order number",
        "I lost the order number, my mail is anna.koch@example.com",
        "where is my parcel? i can't find the number",
        "订单号找不到了",
        "我没有订单号",
    ],
)
def test_who_has_no_number_says_so_in_any_message(said: str) -> None:
    assert step_named(turn(said, intent="track_order"), None) == CHOOSE


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("i can't find my parcel", "track_order"),
        ("i don't have it here, never mind", "stop"),
        ("i don't know how long delivery takes", "delivery_period"),
    ],
)
def test_not_all_that_is_lacking_is_a_number(said: str, intent: str) -> None:
    asked = {REQUESTED_SLOT: "order_number"}
    assert step_named(turn(said, intent=intent, slots=asked), None) is None


def test_an_answer_to_the_question_may_be_short() -> None:
    asked = {REQUESTED_SLOT: "email"}
    assert step_named(turn("no idea", intent="deny", slots=asked), None) == CHOOSE


@pytest.mark.parametrize(
    ("said", "intent", "way", "step"),
    [
        ("yes please", "affirm", Way(CHOOSE), CODE),
        ("send me the code", "inform", Way(CHOOSE), CODE),
        ("by e-mail", "nlu_fallback", Way(CHOOSE), CODE),
        ("my name and postcode then", "inform", Way(CODE, sent=True), NAME),
        ("send me a code please", "promo_code", Way(CHOOSE), CODE),
        ("把验证码发给我", "recover_password", Way(CHOOSE), CODE),
        ("my discount code does not work", "promo_code", Way(CHOOSE), None),
        ("send it again", "inform", Way(CODE, sent=True), CODE),
        ("no code came", "inform", Way(CODE, sent=True), CODE),
        ("i didn't get anything", "nlu_fallback", Way(CODE, sent=True), CODE),
        ("what is your e-mail address?", "contact_customer_service", Way(CHOOSE), None),
        ("never mind", "stop", Way(CHOOSE), None),
    ],
)
def test_a_way_may_be_named_in_words(said: str, intent: str, way: Way, step: str | None) -> None:
    assert step_named(turn(said, intent=intent, slots={REQUESTED_SLOT: PROOF}), way) == step
