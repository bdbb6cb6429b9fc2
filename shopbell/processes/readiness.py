"""Asking the app whether everything answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import httpx

POLL_S = 0.2
TIMEOUT_S = 300.0
GIVE_UP_AFTER = 3


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

    Raises `NotReadyError` after five minutes, or when a program has ended three times meanwhile.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + TIMEOUT_S
    waiting = "app"
    async with httpx.AsyncClient(timeout=5.0) as http:
        while not stopping():
            try:
                answer = await http.get(f"{url}/healthz")
                parts: dict[str, str] = answer.json()["parts"]
            except (httpx.HTTPError, ValueError, KeyError):
                parts = {"app": "starting"}
            missing = [part for part, state in parts.items() if state != "ok"]
            if not missing:
                return True
            waiting = ", ".join(missing)
            progress(waiting)
            failing = [name for name, count in restarts.items() if count >= GIVE_UP_AFTER]
            if failing:
                raise NotReadyError(f"{failing[0]} does not start; its log says why.")
            if loop.time() > deadline:
                raise NotReadyError(f"After {TIMEOUT_S:.0f} s there is no answer from: {waiting}")
            await asyncio.sleep(POLL_S)
    return False
