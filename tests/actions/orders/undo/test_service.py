"""Cancelling and addresses can be undone for ten minutes, while nothing stands in the way."""

import pytest

from actions.orders.addresses.service import AddressChangeRequest, DefaultAddressRequest
from actions.orders.cancellation.service import CancelRequest
from actions.orders.changes.errors import ChangeRefusedError, ReceiptNotFoundError
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.models import PaymentMethod, Variant
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import HARBOUR, balance, done, order, stock, vouched
from tests.actions.orders.thirty import number, variant_id
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio


def cancel(index: int) -> CancelRequest:
    return CancelRequest(order=number(index), reason="ordered by mistake")


async def refused(store: SqlOrderStore, index: int, receipt: str) -> str:
    with pytest.raises(ChangeRefusedError) as raised:
        await store.undo(vouched(index), receipt, "undo-key")
    return raised.value.code


async def test_an_undone_cancellation_leaves_the_order_as_it_was(
    store: SqlOrderStore, clock: FakeClock
) -> None:
    before, held = await order(store, 0), await stock(store, variant_id(0, 0))
    receipt = await done(store, vouched(0), cancel(0))
    clock.advance(10 * 60 - 1)
    undone = await store.undo(vouched(0), receipt.id, "undo-key")
    assert [line.amount_minor for line in undone.lines] == [None, -3_000]
    assert await store.undo(vouched(0), receipt.id, "undo-key") == undone
    after = await order(store, 0)
    assert (after.status, after.items, after.paid_minor, after.refunds) == (
        before.status,
        before.items,
        before.paid_minor,
        (),
    )
    assert [m.kind for m in after.movements] == ["payment", "refund", "payment"]
    assert await balance(store, 0, "gift") == 6_000
    assert await stock(store, variant_id(0, 0)) == held


async def test_it_can_be_cancelled_again_and_refunded_once(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(0), cancel(0))
    await store.undo(vouched(0), receipt.id, "undo-key")
    await done(store, vouched(0), cancel(0))
    assert await balance(store, 0, "gift") == 9_000
    with pytest.raises(ChangeRefusedError) as raised:
        await store.undo(vouched(0), receipt.id, "another-key")
    assert raised.value.code == "undo_not_possible", "the first receipt is spent"


async def test_after_ten_minutes_it_is_too_late(store: SqlOrderStore, clock: FakeClock) -> None:
    receipt = await done(store, vouched(0), cancel(0))
    clock.advance(10 * 60)
    assert await refused(store, 0, receipt.id) == "undo_too_late"


async def test_stock_must_still_be_there(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(0), cancel(0))
    async with store.writer.begin() as session:
        (await session.get_one(Variant, variant_id(0, 0))).stock = 0
    assert await refused(store, 0, receipt.id) == "variant_out_of_stock"


async def test_a_gift_card_must_still_hold_the_refund(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(0), cancel(0))
    async with store.writer.begin() as session:
        (await session.get_one(PaymentMethod, ("customer-0", "gift-0"))).balance_minor = 2_999
    assert await refused(store, 0, receipt.id) == "gift_card_too_low"


async def test_an_address_goes_back(store: SqlOrderStore) -> None:
    request = AddressChangeRequest(order=number(5), address=HARBOUR)
    receipt = await done(store, vouched(5), request)
    await store.undo(vouched(5), receipt.id, "undo-key")
    assert (await order(store, 5)).address.city == "Bergen"
    default = await done(store, vouched(5), DefaultAddressRequest(address=HARBOUR))
    await store.undo(vouched(5), default.id, "another-key")
    assert (await store.profile(vouched(5))).address.city == "Bergen"


async def test_not_over_a_later_change(store: SqlOrderStore) -> None:
    request = AddressChangeRequest(order=number(5), address=HARBOUR)
    receipt = await done(store, vouched(5), request)
    await done(store, vouched(5), cancel(5))
    assert await refused(store, 5, receipt.id) == "undo_not_possible"


async def test_other_changes_stay(store: SqlOrderStore) -> None:
    request = ItemChangeRequest(
        order=number(5), items=(variant_id(2, 0),), new_items=(variant_id(2, 1),), method="card-5"
    )
    receipt = await done(store, vouched(5), request)
    assert await refused(store, 5, receipt.id) == "undo_not_possible"


async def test_a_receipt_is_its_customers(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(0), cancel(0))
    for caller, named in ((vouched(1), receipt.id), (vouched(0), "R-0000")):
        with pytest.raises(ReceiptNotFoundError):
            await store.undo(caller, named, "undo-key")
