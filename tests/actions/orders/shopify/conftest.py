from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import count

import httpx
import pytest

from actions.orders.policy.loading import load_policy
from actions.orders.shopify.client import ShopifyClient
from actions.orders.shopify.store import ShopifyOrderStore
from actions.orders.store import SqlOrderStore
from shopbell.database import Database
from tests.actions.orders.books import check_books
from tests.actions.orders.shopify.served_shop import TOKEN, ServedShop
from tests.actions.orders.shopify.served_thirty import served_thirty
from tests.conftest import FakeClock

TIMEOUT_S = 0.5


async def at_once(_seconds: float) -> None:
    """Nobody waits in tests."""


@pytest.fixture
def shop() -> Iterator[ServedShop]:
    with served_thirty() as served:
        yield served


@pytest.fixture
def local(database: Database, clock: FakeClock) -> SqlOrderStore:
    numbers = count()
    return SqlOrderStore(
        writer=database.writer,
        reader=database.reader,
        policy=load_policy(),
        clock=clock,
        new_token=lambda: f"token-{next(numbers)}",
    )


@pytest.fixture
async def store(
    shop: ServedShop, local: SqlOrderStore, database: Database
) -> AsyncIterator[ShopifyOrderStore]:
    """The adapter in front of the shop of thirty. After every test the mirror's books are right."""
    async with httpx.AsyncClient() as http:
        client = ShopifyClient(
            http=http, base=shop.base, token=TOKEN, timeout_s=TIMEOUT_S, pause=at_once
        )
        connected = ShopifyOrderStore(client, local)
        await connected.bring_all()
        shop.seen.clear()
        yield connected
    async with database.reader() as session:
        await check_books(session)
