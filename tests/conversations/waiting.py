from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable

PATIENCE_S = 30.0
STEP_S = 0.005


async def eventually(
    check: Callable[[], Awaitable[bool]], *, patience_s: float = PATIENCE_S
) -> None:
    """Wait until `check` holds. Fails with `TimeoutError` when it never does."""
    async with asyncio.timeout(patience_s):
        for _ in itertools.count():
            if await check():
                return
            await asyncio.sleep(STEP_S)
