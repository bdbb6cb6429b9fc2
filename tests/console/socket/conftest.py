from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.console.desk import Desk
from tests.console.socket.line import served


@pytest.fixture
async def address(desk: Desk) -> AsyncIterator[str]:
    async with served(desk) as address:
        yield address
