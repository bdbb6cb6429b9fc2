from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from actions.orders.models import Base as OrdersBase
from console.models import Base as ConsoleBase
from conversations.models import Base as ConversationsBase
from knowledge_base.articles.models import Base as KnowledgeBase
from shopbell.database import Database, open_database

METADATAS = tuple(
    base.metadata for base in (ConversationsBase, KnowledgeBase, OrdersBase, ConsoleBase)
)


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


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = open_database(f"sqlite+aiosqlite:///{tmp_path / 'shopbell.db'}")
    async with opened.engines[0].begin() as connection:
        for metadata in METADATAS:
            await connection.run_sync(metadata.create_all)
    yield opened
    await opened.dispose()
