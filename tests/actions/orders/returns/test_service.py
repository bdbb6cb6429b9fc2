"""Returning: delivered orders, once, and the money moves when the goods are back."""

import pytest

from actions.orders.exchanges.service import ExchangeRequest
from actions.orders.policy.schemas import Policy
from actions.orders.returns.service import ReturnRequest
from actions.orders.returns.settlement import SettleRequest
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import balance, done, order, refused, stock, verified, vouched
from tests.actions.orders.thirty import number, variant_id

pytestmark = pytest.mark.anyio

# Order 1: two of variant (1, 1) for 21.50 each, one of (2, 0) for 30.00; by card of customer 1.
ITEM = variant_id(1, 1)


def give_back(
    items: tuple[str, ...] = (ITEM,), method: str | None = None, index: int = 1
) -> ReturnRequest:
    return ReturnRequest(order=number(index), items=items, method=method)


async def test_a_return_is_asked_for_now_and_refunded_when_the_goods_are_back(
    store: SqlOrderStore,
) -> None:
    receipt = await done(store, vouched(1), give_back((ITEM, ITEM)))
    assert receipt.lines[2].amount_minor == 4_300
    assert "once the items are back" in receipt.lines[2].text
    asked = await store.refunds(vouched(1), number(1))
    assert (asked.order.status, asked.order.refunded_minor) == ("return_requested", 0)
    assert asked.waiting is not None
    assert asked.waiting.amount_minor == 4_300

    await done(store, vouched(1), SettleRequest(order=number(1)))
    settled = await store.refunds(vouched(1), number(1))
    assert (settled.order.status, settled.waiting) == ("returned", None)
    assert settled.refunds[0].refund.amount_minor == 4_300
    assert await stock(store, ITEM) == 5
    again = await refused(store, vouched(1), SettleRequest(order=number(1)))
    assert again.code == "request_not_open"


async def test_the_timeline_keeps_what_came_before(store: SqlOrderStore) -> None:
    await done(store, vouched(1), give_back())
    assert [step.status for step in (await order(store, 1)).timeline] == [
        "pending",
        "processed",
        "shipped",
        "delivered",
        "return_requested",
    ]


async def test_it_may_go_to_a_gift_card(store: SqlOrderStore) -> None:
    await done(store, vouched(1), give_back(method="gift-1"))
    await done(store, vouched(1), SettleRequest(order=number(1)))
    assert await balance(store, 1, "gift") == 6_000 + 2_150


async def test_it_goes_to_no_other_method(store: SqlOrderStore) -> None:
    assert (await refused(store, vouched(1), give_back(method="paypal-1"))).code == (
        "method_not_allowed"
    )


async def test_an_order_has_one_return_or_exchange(store: SqlOrderStore) -> None:
    await done(store, vouched(1), give_back())
    refusal = await refused(store, vouched(1), give_back((variant_id(2, 0),)))
    assert refusal.code == "request_already_made"
    assert refusal.trace[-1].date == store.clock()
    exchange = ExchangeRequest(
        order=number(1), items=(variant_id(2, 0),), new_items=(variant_id(2, 1),), method="card-1"
    )
    assert (await refused(store, vouched(1), exchange)).code == "request_already_made"


@pytest.mark.parametrize("index", [0, 2, 3, 4])
async def test_only_delivered_orders(store: SqlOrderStore, index: int) -> None:
    refusal = await refused(store, vouched(index), give_back(index=index))
    assert refusal.code == "order_not_delivered"


async def test_a_shop_may_set_a_last_day(store: SqlOrderStore) -> None:
    returns = store.policy.returns.model_copy(update={"window_days": 7})
    policy: Policy = store.policy.model_copy(update={"returns": returns})
    strict = SqlOrderStore(store.writer, store.reader, policy, store.clock, store.new_token)
    refusal = await refused(strict, vouched(1), give_back())
    assert refusal.code == "window_over"
    assert "until 2026-11-19" in str(refusal)


async def test_goods_are_checked_in_by_the_shop_alone(store: SqlOrderStore) -> None:
    await done(store, vouched(1), give_back())
    shopper = await verified(store, 1)
    refusal = await refused(store, shopper, SettleRequest(order=number(1)))
    assert refusal.code == "actor_not_allowed"
