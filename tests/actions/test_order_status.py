from __future__ import annotations

from typing import Any

import pytest

from actions.dialogue import Reply
from actions.order_desk import OrderDesk
from actions.order_status import ActionCheckOrderStatus
from actions.wording import Wording
from conversations.contract import Money, TraceSignal
from tests.actions.turns import offers, orders, signals, slots_of, texts, turn
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

ANNA = {"order_number": "#W1000001", "email": "anna.koch@example.com"}


@pytest.fixture
def action(desk: OrderDesk, wording: Wording) -> ActionCheckOrderStatus:
    return ActionCheckOrderStatus(desk, wording)


async def answered(
    action: ActionCheckOrderStatus, slots: dict[str, Any], conversation: str = "c"
) -> Reply:
    reply = Reply()
    await action.run(turn("where is it", slots=slots, conversation=conversation), reply)
    return reply


async def test_the_card_has_status_items_total_and_tracking(action: ActionCheckOrderStatus) -> None:
    (body,) = orders(await answered(action, ANNA))
    assert (body.order.number, body.order.status) == ("#W1000001", "shipped")
    assert [(line.title, line.price.amount) for line in body.order.items] == [
        ("Velvet Hour Lipstick", "19.90"),
        ("Harbour Rain Coat", "94.00"),
    ]
    assert body.order.total == Money("113.90", "USD")
    assert [tracking.number for tracking in body.order.tracking] == ["443521489581"]
    assert body.order.timeline[0].at == "2026-11-20T09:00:00.000Z"


async def test_the_address_is_forgotten_and_the_steps_are_traced(
    action: ActionCheckOrderStatus,
) -> None:
    reply = Reply()
    events = await action.run(turn("where", slots=ANNA), reply)
    assert slots_of(events) == {"order_number": "#W1000001", "email": None}
    assert signals(reply) == [
        TraceSignal("verification", True, "order number and e-mail"),
        TraceSignal("order_status", True, "#W1000001 shipped"),
    ]


@pytest.mark.parametrize(
    "slots",
    [
        {"order_number": "#W1000001", "email": "ben.moss@example.com"},
        {"order_number": "#W9999999", "email": "ben.moss@example.com"},
        {"order_number": "#W1000001", "email": "nobody@example.com"},
        {"order_number": "#W1000001", "email": None},
        {"order_number": None, "email": "anna.koch@example.com"},
    ],
)
async def test_every_failure_is_one_answer(
    action: ActionCheckOrderStatus, wording: Wording, slots: dict[str, Any]
) -> None:
    reply = await answered(action, slots)
    assert texts(reply) == wording.text("en", "order_not_found")
    assert [offer.intent for offer in offers(reply)] == ["track_order", "talk_to_human"]
    assert orders(reply) == []


async def test_another_customers_order_is_as_absent_to_the_verified(
    action: ActionCheckOrderStatus,
) -> None:
    await answered(action, ANNA)
    another = await answered(action, {"order_number": "#W2000001"})
    absent = await answered(action, {"order_number": "#W9999999"})
    assert texts(another) == texts(absent)
    assert offers(another) == offers(absent)


async def test_a_verification_is_of_its_conversation_and_ends(
    action: ActionCheckOrderStatus, clock: FakeClock
) -> None:
    await answered(action, ANNA)
    only_number = {"order_number": "#W1000003"}
    assert orders(await answered(action, only_number))
    assert not orders(await answered(action, only_number, conversation="another"))
    clock.advance(31 * 60)
    assert not orders(await answered(action, only_number))


async def test_without_a_number_the_newest_order_and_the_others_to_choose(
    action: ActionCheckOrderStatus, desk: OrderDesk
) -> None:
    await desk.verify("c", "", "#W1000001", "anna.koch@example.com")
    reply = await answered(action, {})
    assert [body.order.number for body in orders(reply)] == ["#W1000001"]
    assert [offer.entities["order_number"] for offer in offers(reply)] == [
        "#W1000003",
        "#W1000002",
    ]


async def test_a_dialogue_slot_proves_nothing(action: ActionCheckOrderStatus) -> None:
    reply = await answered(action, {"order_number": "#W1000001", "verified": True})
    assert orders(reply) == []


async def test_in_chinese(action: ActionCheckOrderStatus) -> None:
    reply = Reply()
    await action.run(turn("到哪了", slots=ANNA, language="zh"), reply)
    assert "正在运送途中" in texts(reply)
