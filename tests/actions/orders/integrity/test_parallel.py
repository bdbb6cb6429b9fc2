"""Fifty parallel attempts on an order leave exactly one, and the ledger is exact."""

import pytest

from actions.orders.access.schemas import by_operator
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from shopbell.database import Database
from tests.actions.orders.books import check_books
from tests.actions.orders.integrity.parallel import (
    PRICE,
    a_shop_of_pending_orders,
    race,
    race_with_one_key,
)
from tests.actions.orders.shop import load
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio


async def assert_one_each(database: Database, clock: FakeClock, orders: int) -> None:
    await load(database.writer, a_shop_of_pending_orders(orders))
    tokens = iter(range(10**9))
    store = SqlOrderStore(
        database.writer,
        database.reader,
        load_policy(),
        clock,
        lambda: f"token-{next(tokens)}",
    )
    for index in range(orders):
        if index % 2:
            assert await race_with_one_key(store, f"#X{index}") == 1
        else:
            receipts, late = await race(store, f"#X{index}")
            assert receipts == 1
            assert late == {"order_not_pending"}
    profile = await store.profile(by_operator("x"))
    assert profile.payment_methods[0].balance_minor == orders * PRICE
    async with database.reader() as session:
        await check_books(session)


@pytest.mark.slow
async def test_fifty_at_once_leave_one(database: Database, clock: FakeClock) -> None:
    await assert_one_each(database, clock, 4)


@pytest.mark.soak
async def test_fifty_at_once_on_a_thousand_orders(database: Database, clock: FakeClock) -> None:
    await assert_one_each(database, clock, 1_000)
