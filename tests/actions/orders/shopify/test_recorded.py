"""The adapter's half of the recorded contract: what it asks, in which order, and what it makes of
the answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from actions.orders.access.schemas import Caller, by_operator
from actions.orders.addresses.service import AddressChangeRequest
from actions.orders.cancellation.service import CancelRequest
from actions.orders.changes.schemas import ChangeRequest, Receipt
from actions.orders.returns.service import ReturnRequest
from actions.orders.returns.settlement import SettleRequest
from actions.orders.shopify.client import ShopifyClient
from actions.orders.shopify.store import ShopifyOrderStore
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import HARBOUR
from tests.actions.orders.shopify.conftest import at_once
from tests.actions.orders.shopify.recorded import RecordedShop
from tests.actions.orders.shopify.served_shop import TOKEN

pytestmark = pytest.mark.anyio

MINA = by_operator("207119551")
CANCEL = CancelRequest(order="#1001", reason="no longer needed")
ADDRESS = AddressChangeRequest(order="1001", address=HARBOUR)
RETURN = ReturnRequest(order="#1002", items=("39072856",))
SETTLE = SettleRequest(order="#1002")


@pytest.fixture
def recorded(request: pytest.FixtureRequest) -> Iterator[RecordedShop]:
    shop = RecordedShop(request.param)
    yield shop
    shop.stop()
    assert shop.mistakes == []
    assert shop.left == [], "the adapter did not ask all of it"


@pytest.fixture
async def store(recorded: RecordedShop, local: SqlOrderStore) -> AsyncIterator[ShopifyOrderStore]:
    async with httpx.AsyncClient() as http:
        client = ShopifyClient(http=http, base=recorded.base, token=TOKEN, pause=at_once)
        connected = ShopifyOrderStore(client, local)
        await connected.bring_all()
        yield connected


async def confirmed(store: ShopifyOrderStore, caller: Caller, request: ChangeRequest) -> Receipt:
    offered = await store.propose(caller, request)
    receipt = await store.confirm(caller, offered.token, f"key of {request.action}")
    assert isinstance(receipt, Receipt)
    return receipt


@pytest.mark.parametrize("recorded", ["cancel"], indirect=True)
async def test_a_cancellation(store: ShopifyOrderStore) -> None:
    receipt = await confirmed(store, MINA, CANCEL)
    assert [line.amount_minor for line in receipt.lines] == [None, 4_990]
    assert receipt.lines[1].values["last_four"] == "4242"


@pytest.mark.parametrize("recorded", ["address"], indirect=True)
async def test_another_address(store: ShopifyOrderStore) -> None:
    receipt = await confirmed(store, MINA, ADDRESS)
    assert "Oslo" in receipt.lines[0].text


@pytest.mark.parametrize("recorded", ["return"], indirect=True)
async def test_a_return_and_its_refund(store: ShopifyOrderStore) -> None:
    asked = await confirmed(store, MINA, RETURN)
    assert asked.lines[1].kind == "refund_later"
    refunded = await confirmed(store, MINA, SETTLE)
    assert [line.amount_minor for line in refunded.lines] == [None, 2_000]
