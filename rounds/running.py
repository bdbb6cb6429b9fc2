"""The loop of everything that works beside the requests: look, wait, look again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

SLOWEST_S: Final = 10.0
"""However often looking has failed in a row, it is tried again after this, or after `every_s`."""

_log = structlog.get_logger(__name__)


async def make_rounds(
    look: Callable[[], Awaitable[object]],
    *,
    every_s: float,
    failed: str,
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """`look` at once and then `every_s` after it was done, until cancelled.

    What `look` raises ends the round and never the loop, since nobody else would do its work until
    the next start: it is logged as `failed`, with its code where it has one, and the pause doubles
    from one failure to the next. `look` keeps its place in the database and not in variables.
    """
    failures = 0
    while True:
        try:
            await look()
            failures = 0
        except Exception as error:
            failures += 1
            _log.warning(failed, error=type(error).__name__, code=getattr(error, "code", None))
        await pause(pause_s(every_s, failures))


def pause_s(every_s: float, failures: int) -> float:
    """How long to wait after so many failures in a row."""
    # 2 ** 16 rounds are longer than `SLOWEST_S` whatever a round is; more would overflow.
    return min(every_s * 2.0 ** min(failures, 16), max(every_s, SLOWEST_S))
