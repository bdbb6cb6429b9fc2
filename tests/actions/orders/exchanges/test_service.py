"""Exchanging: the new pieces are set aside at once, the difference is settled at the end."""

import pytest

from actions.orders.exchanges.service import ExchangeRequest
from actions.orders.payments.service import PaymentChangeRequest
from actions.orders.returns.settlement import SettleRequest
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import balance, done, order, refused, stock, vouched
from tests.actions.orders.thirty import number, variant_id

pytestmark = pytest.mark.anyio

# Order 1: two of variant (1, 1) for 21.50 each, one of (2, 0) for 30.00; by card of customer 1.
TWICE, ONCE = variant_id(1, 1), variant_id(2, 0)


def exchange(
    items: tuple[str, ...], new_items: tuple[str, ...], method: str | None = "card-1"
) -> ExchangeRequest:
    return ExchangeRequest(order=number(1), items=items, new_items=new_items, method=method)


async def test_what_costs_more_is_paid_once_the_old_pieces_are_back(store: SqlOrderStore) -> None:
    receipt = await done(
        store, vouched(1), exchange((TWICE, ONCE), (variant_id(1, 2), variant_id(2, 1)), "gift-1")
    )
    assert receipt.lines[2].amount_minor == -300
    asked = await order(store, 1)
    assert (asked.status, asked.paid_minor) == ("exchange_requested", 7_300)
    assert await stock(store, variant_id(1, 2)) == 2
    assert await balance(store, 1, "gift") == 6_000

    await done(store, vouched(1), SettleRequest(order=number(1)))
    after = await order(store, 1)
    assert (after.status, after.total_minor, after.paid_minor) == ("delivered", 7_600, 7_600)
    assert {(i.variant_id, i.quantity) for i in after.items} == {
        (TWICE, 1),
        (variant_id(1, 2), 1),
        (variant_id(2, 1), 1),
    }
    assert await balance(store, 1, "gift") == 5_700
    assert await stock(store, TWICE) == 4


async def test_what_costs_less_is_refunded(store: SqlOrderStore) -> None:
    await done(store, vouched(1), exchange((TWICE,), (variant_id(1, 0),)))
    await done(store, vouched(1), SettleRequest(order=number(1)))
    assert (await order(store, 1)).refunded_minor == 150


async def test_a_gift_card_pays_for_one_thing_at_a_time(store: SqlOrderStore) -> None:
    # The 60.00 of the gift card are promised in part to the exchange that is on its way.
    await done(store, vouched(1), exchange((TWICE,), (variant_id(1, 2),), "gift-1"))
    pending = PaymentChangeRequest(order=number(25), method="gift-1")
    refusal = await refused(store, vouched(25), pending)
    assert "has 58.50 EUR free" in str(refusal)


async def test_the_same_variant_is_no_exchange(store: SqlOrderStore) -> None:
    assert (await refused(store, vouched(1), exchange((ONCE,), (ONCE,)))).code == (
        "variant_unchanged"
    )


async def test_uncounted_stock_is_available_or_not(store: SqlOrderStore) -> None:
    # Order 11 has two of a mug, which the shop does not count.
    mug = variant_id(3, 1)

    def mugs(colour: int) -> ExchangeRequest:
        return ExchangeRequest(
            order=number(11), items=(mug,), new_items=(variant_id(3, colour),), method="card-5"
        )

    assert (await refused(store, vouched(11), mugs(3))).code == "variant_out_of_stock"
    await done(store, vouched(11), mugs(2))
    assert await stock(store, variant_id(3, 2)) is None
