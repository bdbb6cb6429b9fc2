"""Where an order goes, and where the next ones go."""

import pytest

from actions.orders.addresses.service import AddressChangeRequest, DefaultAddressRequest
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import HARBOUR, done, order, refused, vouched
from tests.actions.orders.thirty import number

pytestmark = pytest.mark.anyio


async def test_a_pending_order_goes_elsewhere(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(5), AddressChangeRequest(order=number(5), address=HARBOUR))
    assert "9 Harbour Road, Oslo, 0150, NO instead of 6 Willow Lane" in receipt.lines[0].text
    assert receipt.undo_until is not None
    assert (await order(store, 5)).address.line1 == "9 Harbour Road"


@pytest.mark.parametrize("index", [1, 2, 3, 4])
async def test_another_order_does_not(store: SqlOrderStore, index: int) -> None:
    request = AddressChangeRequest(order=number(index), address=HARBOUR)
    assert (await refused(store, vouched(index), request)).code == "order_not_pending"


async def test_the_same_address_is_no_change(store: SqlOrderStore) -> None:
    await done(store, vouched(5), AddressChangeRequest(order=number(5), address=HARBOUR))
    again = await refused(store, vouched(5), AddressChangeRequest(order=number(5), address=HARBOUR))
    assert again.code == "address_unchanged"


async def test_the_default_address_leaves_orders_alone(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(5), DefaultAddressRequest(address=HARBOUR))
    assert receipt.order is None
    assert (await store.profile(vouched(5))).address.city == "Oslo"
    assert (await order(store, 5)).address.city == "Bergen"
