from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import count

import pytest

from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from shopbell.database import Database
from tests.actions.orders.books import check_books
from tests.actions.orders.shop import load
from tests.actions.orders.thirty import a_shop_of_thirty
from tests.conftest import FakeClock


@pytest.fixture
async def store(database: Database, clock: FakeClock) -> AsyncIterator[SqlOrderStore]:
    """Our own store with the shop of thirty in it. After every test the books must be right."""
    await load(database.writer, a_shop_of_thirty())
    numbers = count()
    yield SqlOrderStore(
        writer=database.writer,
        reader=database.reader,
        policy=load_policy(),
        clock=clock,
        new_token=lambda: f"token-{next(numbers)}",
    )
    async with database.reader() as session:
        await check_books(session)
