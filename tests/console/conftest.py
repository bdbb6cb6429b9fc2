from __future__ import annotations

import pytest

from console.models import AgentRole
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk


@pytest.fixture
async def desk(database: Database, clock: FakeClock) -> Desk:
    return Desk(database, clock)


@pytest.fixture
async def ana(desk: Desk) -> Browser:
    """Signed in as an agent."""
    return await desk.newcomer("Ana")


@pytest.fixture
async def ben(desk: Desk) -> Browser:
    """Signed in as another agent."""
    return await desk.newcomer("Ben")


@pytest.fixture
async def boss(desk: Desk) -> Browser:
    """Signed in as the only admin."""
    return await desk.newcomer("Boss", AgentRole.ADMIN)
