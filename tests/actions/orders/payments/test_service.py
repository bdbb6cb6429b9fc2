"""Paying another way."""

import pytest

from actions.orders.payments.service import PaymentChangeRequest
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import balance, done, order, refused, vouched
from tests.actions.orders.thirty import number

pytestmark = pytest.mark.anyio


def pay(index: int, method: str) -> PaymentChangeRequest:
    return PaymentChangeRequest(order=number(index), method=method)


async def test_the_new_method_pays_and_the_old_one_gets_all_back(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(0), pay(0, "card-0"))
    assert [line.amount_minor for line in receipt.lines] == [-3_000, 3_000]
    assert await balance(store, 0, "gift") == 9_000
    movements = (await order(store, 0)).movements
    assert [(m.kind, m.method_id) for m in movements] == [
        ("payment", "gift-0"),
        ("payment", "card-0"),
        ("refund", "gift-0"),
    ]


async def test_it_can_be_changed_back(store: SqlOrderStore) -> None:
    await done(store, vouched(0), pay(0, "card-0"))
    await done(store, vouched(0), pay(0, "gift-0"))
    assert await balance(store, 0, "gift") == 6_000


async def test_a_gift_card_must_hold_enough(store: SqlOrderStore) -> None:
    refusal = await refused(store, vouched(5), pay(5, "gift-5"))
    assert refusal.code == "gift_card_too_low"
    assert "has 60.00 EUR free; 73.00 EUR is needed" in str(refusal)


@pytest.mark.parametrize(
    ("method", "code"), [("card-5", "method_unchanged"), ("card-4", "method_not_found")]
)
async def test_it_must_be_another_one_on_file(store: SqlOrderStore, method: str, code: str) -> None:
    assert (await refused(store, vouched(5), pay(5, method))).code == code


@pytest.mark.parametrize("index", [1, 2, 3, 4])
async def test_only_while_pending(store: SqlOrderStore, index: int) -> None:
    refusal = await refused(store, vouched(index), pay(index, f"paypal-{index % 6}"))
    assert refusal.code == "order_not_pending"
