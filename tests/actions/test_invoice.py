"""Invoice and list of orders, to whoever has shown that they are theirs."""

from __future__ import annotations

import pytest

from actions.dialogue import Reply
from actions.invoice import ActionShowInvoice
from actions.order_desk import OrderDesk
from actions.order_list import asks_for_list
from actions.order_status import ActionCheckOrderStatus
from actions.refund_status import ActionCheckRefund
from actions.wording import Wording
from tests.actions.turns import offers, slots_of, texts, turn

pytestmark = pytest.mark.anyio

ANNA = {"order_number": "#W1000002", "email": "anna.koch@example.com"}


@pytest.fixture
def action(desk: OrderDesk, wording: Wording) -> ActionShowInvoice:
    return ActionShowInvoice(desk, wording)


async def test_it_says_who_what_paid_and_refunded(action: ActionShowInvoice) -> None:
    reply = Reply()
    events = await action.run(turn("the invoice please", slots=ANNA), reply)
    told = texts(reply)
    for part in (
        "Invoice for order #W1000002, placed 2026-10-02",
        "Anna Koch, 1 Quay Street, Portland, ME, 04101, US",
        "- 1 × Linen Summer Scarf (sand): 25.00 USD",
        "Total: 25.00 USD",
        "Paid: 25.00 USD",
        "Refunded: 25.00 USD",
    ):
        assert part in told
    assert "Still to be paid" not in told
    assert slots_of(events)["email"] is None


async def test_not_for_whoever_is_not_proven(action: ActionShowInvoice) -> None:
    reply = Reply()
    wrong = ANNA | {"email": "ben.moss@example.com"}
    await action.run(turn("the invoice please", slots=wrong), reply)
    assert "couldn't find an order" in texts(reply)
    assert "Koch" not in texts(reply)


async def test_not_of_another_customers_order(action: ActionShowInvoice, desk: OrderDesk) -> None:
    assert await desk.verify("c", "", "#W2000001", "ben.moss@example.com")
    reply = Reply()
    await action.run(turn("invoice", slots={"order_number": "#W1000002"}), reply)
    assert "couldn't find an order" in texts(reply)


async def test_without_a_number_it_is_asked_which_order(
    action: ActionShowInvoice, desk: OrderDesk
) -> None:
    assert await desk.verify("c", "", "#W1000002", "anna.koch@example.com")
    reply = Reply()
    await action.run(turn("an invoice please"), reply)
    assert [(offer.title, offer.intent) for offer in offers(reply)] == [
        ("#W1000001", "get_invoice"),
        ("#W1000003", "get_invoice"),
        ("#W1000002", "get_invoice"),
    ]


async def test_all_orders_are_listed_when_they_are_asked_for(
    desk: OrderDesk, wording: Wording
) -> None:
    assert await desk.verify("c", "", "#W1000002", "anna.koch@example.com")
    reply = Reply()
    await ActionCheckOrderStatus(desk, wording).run(turn("show me my orders"), reply)
    assert texts(reply).splitlines()[1:] == [
        "- #W1000001: 2026-11-20, on its way, 113.90 USD",
        "- #W1000003: 2026-11-01, delivered, 114.00 USD",
        "- #W1000002: 2026-10-02, refunded, 25.00 USD",
    ]


@pytest.mark.parametrize(
    ("said", "several"),
    [
        ("show me my orders", True),
        ("list my past orders", True),
        ("我的所有订单", True),
        ("where is my order", False),
        ("订单到哪了", False),
        ("where are my orders W1000001 and W1000002", False),
    ],
)
def test_several_orders_are_asked_for_in_words(said: str, several: bool) -> None:
    assert asks_for_list(turn(said)) is several


async def test_a_refund_is_told_with_the_days_of_its_arrival(
    desk: OrderDesk, wording: Wording
) -> None:
    reply = Reply()
    await ActionCheckRefund(desk, wording).run(turn("my refund", slots=ANNA), reply)
    assert texts(reply) == (
        "25.00 USD went back to your card (…4242) on 2026-10-19. "
        "It takes 5 to 7 business days, so it should have been there by 2026-10-28."
    )
