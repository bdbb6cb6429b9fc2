from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from actions.code_desk import CodeDesk
from actions.order_desk import OrderDesk
from actions.orders.importing.reading import read_shop_file
from actions.orders.importing.service import import_shop
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from actions.proof import Proof
from actions.wording import Wording, load_wording
from conversations.mail.service import queue_mail
from shopbell.database import Database

SHOP = Path(__file__).parent.parent / "bot" / "shop.json"


@pytest.fixture(scope="session")
def wording() -> Wording:
    return load_wording()


@pytest.fixture
async def shop(database: Database, clock: Callable[[], datetime]) -> Database:
    """The database with a small shop in it: three products, three customers, their orders."""
    async with database.writer.begin() as session:
        await import_shop(session, read_shop_file(SHOP), clock())
    return database


@pytest.fixture
def desk(shop: Database, clock: Callable[[], datetime]) -> OrderDesk:
    policy, numbers = load_policy(), count()
    store = SqlOrderStore(shop.writer, shop.reader, policy, clock, lambda: f"token-{next(numbers)}")
    return OrderDesk(shop.writer, shop.reader, clock, store, policy)


CODE = "482913"


@pytest.fixture
def codes(desk: OrderDesk, wording: Wording) -> CodeDesk:
    return CodeDesk(desk.writer, desk.clock, desk.policy, queue_mail, lambda: CODE, wording)


@pytest.fixture
def proof(desk: OrderDesk, codes: CodeDesk, wording: Wording) -> Proof:
    return Proof(desk, codes, wording)
