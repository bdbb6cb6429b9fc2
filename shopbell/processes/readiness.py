"""Asking the app whether everything answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import httpx

POLL_S = 0.2
TIMEOUT_S = 300.0
GIVE_UP_AFTER = 3
BAR_WIDTH = 24


class NotReadyError(RuntimeError):
    """Not everything answered in time; the text names the parts."""


async def until_ready(
    url: str,
    *,
    progress: Callable[[str], None],
    stopping: Callable[[], bool],
    restarts: Mapping[str, int],
) -> bool:
    """Wait until `url`/healthz says ok: True, or False when `stopping` turned true before.

    Raises `NotReadyError` after five minutes in which the index got no further either, or when a
    program has ended three times meanwhile.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + TIMEOUT_S
    waiting = "app"
    indexed = 0
    async with httpx.AsyncClient(timeout=5.0) as http:
        while not stopping():
            try:
                answer = await http.get(f"{url}/healthz")
                health = answer.json()
                parts: dict[str, str] = health["parts"]
            except (httpx.HTTPError, ValueError, KeyError):
                health, parts = {}, {"app": "starting"}
            missing = [part for part, state in parts.items() if state != "ok"]
            if not missing:
                return True
            waiting = ", ".join(missing)
            indexing = health.get("indexing")
            progress(waiting + (index_bar(indexing) if indexing else ""))
            if indexing and indexing["done"] > indexed:
                indexed, deadline = indexing["done"], loop.time() + TIMEOUT_S
            failing = [name for name, count in restarts.items() if count >= GIVE_UP_AFTER]
            if failing:
                raise NotReadyError(f"{failing[0]} does not start; its log says why.")
            if loop.time() > deadline:
                raise NotReadyError(f"After {TIMEOUT_S:.0f} s there is no answer from: {waiting}")
            await asyncio.sleep(POLL_S)
    return False


def index_bar(indexing: Mapping[str, int]) -> str:
    done, of = indexing["done"], max(1, indexing["of"])
    full = BAR_WIDTH * done // of
    return f" {'━' * full}{'╌' * (BAR_WIDTH - full)} {done:,} of {of:,} articles"
