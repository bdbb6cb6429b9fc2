from __future__ import annotations

import gc
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from shopbell.database import Database, open_database
from shopbell.schema import migrate
from shopbell.settings import Settings
from tests.scheduling import ByServer


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByServer | None:
    return ByServer(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begin first, so that no worker is left with one when the others are done.

    Those with a browser come last where they run with others: its loop runs to the session's end,
    and a test that brings a loop of its own cannot start it then.
    """
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            item.get_closest_marker("long") is None,
        )
    )


def pytest_collection_finish() -> None:
    """What was imported stays. Looking through it for garbage took a tenth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


class FakeClock:
    """A clock that moves only when a test says so."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest schema, made once by the real migrations."""
    home = tmp_path_factory.mktemp("migrated")
    settings = Settings(home=home)
    migrate(settings)
    return home / "shopbell.db"


def without_fsync(database: Database) -> Database:
    """No test cuts the power, so none waits for the disk; what is committed survives kill -9."""
    for engine in database.engines:

        @event.listens_for(engine.sync_engine, "connect")
        def hurry(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
            connection.cursor().execute("PRAGMA synchronous=OFF")

    return database


@pytest.fixture
async def database(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Database]:
    file = tmp_path / "shopbell.db"
    shutil.copy(migrated_file, file)
    opened = without_fsync(open_database(f"sqlite+aiosqlite:///{file}"))
    yield opened
    await opened.dispose()
