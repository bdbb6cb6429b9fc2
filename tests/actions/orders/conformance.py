"""What every order store must do. An adapter's tests inherit the class and give it a `store` with
the shop of thirty in it."""

import asyncio

import pytest

from actions.orders.access.schemas import by_bot
from actions.orders.addresses.service import AddressChangeRequest
from actions.orders.cancellation.service import CancelRequest
from actions.orders.changes.errors import ChangeRefusedError, ConfirmationInvalidError
from actions.orders.changes.schemas import Receipt
from actions.orders.errors import (
    CustomerNotFoundError,
    CustomerNotVerifiedError,
    OrderNotFoundError,
    OrderStoreError,
    ProductNotFoundError,
)
from actions.orders.exchanges.service import ExchangeRequest
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.payments.service import PaymentChangeRequest
from actions.orders.returns.service import ReturnRequest
from actions.orders.returns.settlement import SettleRequest
from actions.orders.store import OrderStore
from tests.actions.orders.acts import HARBOUR, balance, done, order, vouched
from tests.actions.orders.thirty import ORDERS, customer_id, number, owner, status, variant_id

CANCEL = CancelRequest(order=number(0), reason="no longer needed")


class OrderStoreConformance:
    """For every store, whatever its shop cannot do."""

    async def test_every_order_is_its_customers_alone(self, store: OrderStore) -> None:
        for index in range(ORDERS):
            found = await order(store, index)
            assert (found.number, found.status) == (number(index), status(index))
            assert found.total_minor == found.paid_minor
            with pytest.raises(OrderNotFoundError):
                await store.order(vouched(index + 1), number(index))
        mine = await store.orders(vouched(0))
        assert {o.number for o in mine} == {number(i) for i in range(ORDERS) if owner(i) == 0}

    async def test_nothing_without_a_verification(self, store: OrderStore) -> None:
        stranger = by_bot("nobody")
        for reading in (
            store.order(stranger, number(0)),
            store.orders(stranger),
            store.invoice(stranger, number(0)),
            store.refunds(stranger, number(0)),
            store.profile(stranger),
            store.propose(stranger, CANCEL),
            store.confirm(stranger, "token", "key"),
            store.undo(stranger, "receipt", "key"),
        ):
            with pytest.raises(CustomerNotVerifiedError):
                await reading

    async def test_customers_and_products_are_found(self, store: OrderStore) -> None:
        assert (await store.find_customer(email="BUYER3@shop.example")).id == customer_id(3)
        named = await store.find_customer(name="büyer number3", postal_code="50-03")
        assert named.id == customer_id(3)
        with pytest.raises(CustomerNotFoundError):
            await store.find_customer(email="nobody@shop.example")
        assert len((await store.product("P-0")).variants) == 4
        with pytest.raises(ProductNotFoundError):
            await store.product("P-none")

    async def test_a_cancellation(self, store: OrderStore) -> None:
        await done(store, vouched(0), CANCEL)
        assert (await order(store, 0)).status == "cancelled"
        assert await balance(store, 0, "gift") == 9_000
        with pytest.raises(ChangeRefusedError) as refused:
            await store.propose(vouched(0), CANCEL)
        assert refused.value.code == "order_not_pending"
        assert "person" in refused.value.instead

    async def test_a_yes_is_good_once_and_for_its_customer(self, store: OrderStore) -> None:
        token = (await store.propose(vouched(0), CANCEL)).token
        with pytest.raises(ConfirmationInvalidError):
            await store.confirm(vouched(1), token, "key")
        first = await store.confirm(vouched(0), token, "key")
        assert await store.confirm(vouched(0), token, "key") == first

    async def test_another_address(self, store: OrderStore) -> None:
        await done(store, vouched(5), AddressChangeRequest(order=number(5), address=HARBOUR))
        assert (await order(store, 5)).address.city == "Oslo"

    async def test_a_return_is_settled_once_the_goods_are_back(self, store: OrderStore) -> None:
        asked = ReturnRequest(order=number(1), items=(variant_id(2, 0),))
        await done(store, vouched(1), asked)
        waiting = (await store.refunds(vouched(1), number(1))).waiting
        assert waiting is not None
        assert waiting.amount_minor == 3_000
        with pytest.raises(ChangeRefusedError) as refused:
            await store.propose(vouched(1), asked)
        assert refused.value.code == "request_already_made"
        await done(store, vouched(1), SettleRequest(order=number(1)))
        assert (await order(store, 1)).refunded_minor == 3_000
        assert (await store.refunds(vouched(1), number(1))).waiting is None

    async def test_many_at_once_leave_one(self, store: OrderStore) -> None:
        tokens = [(await store.propose(vouched(0), CANCEL)).token for _ in range(20)]

        async def attempt(token: str) -> str:
            try:
                answer = await store.confirm(vouched(0), token, f"key of {token}")
            except OrderStoreError as error:
                return error.code
            return "done" if isinstance(answer, Receipt) else "asked again"

        answers = await asyncio.gather(*(attempt(token) for token in tokens))
        assert sorted(answers) == ["done", *["order_not_pending"] * 19]
        assert await balance(store, 0, "gift") == 9_000

    async def test_one_key_at_once_is_one_receipt(self, store: OrderStore) -> None:
        receipts = await asyncio.gather(*(store.make(vouched(0), CANCEL, "key") for _ in range(20)))
        assert len({receipt.id for receipt in receipts}) == 1
        assert await balance(store, 0, "gift") == 9_000


class WholeOrderStoreConformance(OrderStoreConformance):
    """For stores that can do every action and take back what can be undone."""

    async def test_a_cancellation_is_undone(self, store: OrderStore) -> None:
        receipt = await done(store, vouched(0), CANCEL)
        await store.undo(vouched(0), receipt.id, "undo")
        assert (await order(store, 0)).status == "pending"
        assert await balance(store, 0, "gift") == 6_000

    async def test_changes_of_a_pending_order(self, store: OrderStore) -> None:
        await done(store, vouched(5), AddressChangeRequest(order=number(5), address=HARBOUR))
        await done(store, vouched(5), PaymentChangeRequest(order=number(5), method="paypal-5"))
        change = ItemChangeRequest(
            order=number(5),
            items=(variant_id(1, 1),),
            new_items=(variant_id(1, 2),),
            method="gift-5",
        )
        await done(store, vouched(5), change)
        after = await order(store, 5)
        assert (after.address.city, after.items_changed) == ("Oslo", True)
        assert after.paid_minor - after.refunded_minor == after.total_minor == 7_450

    async def test_an_exchange_is_settled(self, store: OrderStore) -> None:
        exchange = ExchangeRequest(
            order=number(6),
            items=(variant_id(2, 0),),
            new_items=(variant_id(2, 1),),
            method="card-0",
        )
        await done(store, vouched(6), exchange)
        await done(store, vouched(6), SettleRequest(order=number(6)))
        after = await order(store, 6)
        assert (after.status, after.paid_minor) == ("delivered", after.total_minor)

    async def test_the_last_piece_is_sold_once(self, store: OrderStore) -> None:
        """Different customers, who share nothing but the stock."""

        async def take(index: int, item: str) -> str:
            request = ItemChangeRequest(
                order=number(index),
                items=(item,),
                new_items=(variant_id(1, 2),),
                method=f"card-{owner(index)}",
            )
            try:
                await store.make(vouched(index), request, f"key {index}")
            except OrderStoreError as error:
                return error.code
            return "done"

        wanted = [(index, variant_id(1, 1)) for index in (5, 25)]
        wanted += [(index, variant_id(1, 0)) for index in (0, 20)]
        answers = await asyncio.gather(*(take(*each) for each in wanted))
        assert sorted(answers) == ["done", "done", "done", "variant_out_of_stock"]
