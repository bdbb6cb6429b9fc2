"""A network that loses answers, a shop that is busy or down: done once, or honestly not at all."""

import httpx
import pytest

from actions.orders.changes.errors import ChangeRefusedError
from actions.orders.changes.schemas import Receipt
from actions.orders.payments.service import PaymentChangeRequest
from actions.orders.returns.service import ReturnRequest
from actions.orders.returns.settlement import SettleRequest
from actions.orders.shopify.client import ShopifyClient
from actions.orders.shopify.errors import (
    ChangePendingError,
    ShopRefusedError,
    ShopUnavailableError,
)
from actions.orders.shopify.store import ShopifyOrderStore
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import balance, done, order, vouched
from tests.actions.orders.conformance import CANCEL
from tests.actions.orders.shopify.conftest import at_once
from tests.actions.orders.shopify.served_shop import BUSY, LOST, THROTTLED, TOKEN, ServedShop
from tests.actions.orders.thirty import number, variant_id

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

RETURN = ReturnRequest(order=number(1), items=(variant_id(2, 0),))


@pytest.mark.parametrize("fault", [LOST, BUSY, THROTTLED])
async def test_a_refund_whose_answer_is_lost_is_made_once(
    store: ShopifyOrderStore, shop: ServedShop, fault: str
) -> None:
    await done(store, vouched(1), RETURN)
    shop.faults.append(fault)
    await done(store, vouched(1), SettleRequest(order=number(1)))
    after = await order(store, 1)
    assert (after.refunded_minor, after.status) == (3_000, "returned")
    refunds = [body for method, path, body, _ in shop.writes() if path.endswith("/refunds.json")]
    assert len(refunds) == (1 if fault == LOST else 2)


@pytest.mark.parametrize("fault", [LOST, BUSY, THROTTLED])
async def test_every_attempt_of_a_write_carries_the_same_key(
    store: ShopifyOrderStore, shop: ServedShop, fault: str
) -> None:
    shop.faults.append(fault)
    receipt = await done(store, vouched(0), CANCEL)
    assert {key for *_, key in shop.writes()} == {receipt.id}
    assert await balance(store, 0, "gift") == 9_000


async def test_a_shop_that_is_down_is_said_to_be_down_and_nothing_is_begun(
    store: ShopifyOrderStore, shop: ServedShop
) -> None:
    token = (await store.propose(vouched(0), CANCEL)).token
    shop.down = True
    for question in (
        store.order(vouched(0), number(0)),
        store.propose(vouched(0), CANCEL),
        store.confirm(vouched(0), token, "key"),
    ):
        with pytest.raises(ShopUnavailableError, match="does not answer just now"):
            await question
    assert shop.writes() == []
    shop.down = False
    assert isinstance(await store.confirm(vouched(0), token, "key"), Receipt)


async def test_a_change_that_the_shop_never_answered_is_ended_later_and_once(
    store: ShopifyOrderStore, shop: ServedShop
) -> None:
    token = (await store.propose(vouched(0), CANCEL)).token
    shop.faults.extend([BUSY] * 3)
    with pytest.raises(ChangePendingError):
        await store.confirm(vouched(0), token, "key")
    assert (await order(store, 0)).status == "pending"
    (ended,) = await store.finish_open_calls()
    assert ended.done
    assert (await order(store, 0)).status == "cancelled"
    again = await store.confirm(vouched(0), token, "key")
    assert isinstance(again, Receipt)
    assert await store.finish_open_calls() == []
    cancelled = [path for _, path, *_ in shop.writes() if path.endswith("/cancel.json")]
    assert len(cancelled) == 4, "three that never arrived, and one that did"
    assert await balance(store, 0, "gift") == 9_000


async def test_the_same_key_again_goes_on_with_what_was_begun(
    store: ShopifyOrderStore, shop: ServedShop
) -> None:
    token = (await store.propose(vouched(0), CANCEL)).token
    shop.faults.extend([BUSY] * 3)
    with pytest.raises(ChangePendingError):
        await store.confirm(vouched(0), token, "key")
    assert isinstance(await store.confirm(vouched(0), token, "key"), Receipt)
    assert await balance(store, 0, "gift") == 9_000


async def test_what_somebody_else_did_in_the_shop_is_seen_before_anything_is_done(
    store: ShopifyOrderStore, shop: ServedShop
) -> None:
    token = (await store.propose(vouched(0), CANCEL)).token
    found = next(o for o in shop.books.orders.values() if o["name"] == number(0))
    shop.books.cancel(str(found["id"]), {"reason": "inventory"})
    with pytest.raises(ChangeRefusedError) as refused:
        await store.confirm(vouched(0), token, "key")
    assert refused.value.code == "order_not_pending"
    assert shop.writes() == []


async def test_what_the_api_cannot_do_is_for_a_person(store: ShopifyOrderStore) -> None:
    with pytest.raises(ChangeRefusedError) as refused:
        await store.propose(vouched(5), PaymentChangeRequest(order=number(5), method="card-4242"))
    assert (refused.value.code, refused.value.instead) == ("action_not_supported", ("person",))


async def test_a_wrong_token_is_a_refusal_and_not_a_shop_that_is_down(
    shop: ServedShop, local: SqlOrderStore
) -> None:
    async with httpx.AsyncClient() as http:
        client = ShopifyClient(http=http, base=shop.base, token=f"not {TOKEN}", pause=at_once)
        with pytest.raises(ShopRefusedError, match="401"):
            await ShopifyOrderStore(client, local).bring_all()


async def test_a_shop_that_is_not_there_at_all(local: SqlOrderStore) -> None:
    async with httpx.AsyncClient() as http:
        client = ShopifyClient(http=http, base="http://127.0.0.1:9", token=TOKEN, pause=at_once)
        with pytest.raises(ShopUnavailableError):
            await ShopifyOrderStore(client, local).bring_all()
