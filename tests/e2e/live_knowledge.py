"""What any shopper may find at this moment; a test asks until a change has gone live."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx

from tests.shop_process import ShopProcess

# What an admin is promised; a machine with much to do is given more where it is not the point.
PROMISED_S = 2.0
PATIENCE_S = 15.0


def found(shop: ShopProcess, text: str, tier: str = "official") -> list[dict[str, Any]]:
    """The passages that help search gives for `text`."""
    wish = {"q": text, "tier": tier, "top": 50}
    answer = httpx.get(f"{shop.url}/api/help/search", params=wish, trust_env=False)
    passages: list[dict[str, Any]] = answer.raise_for_status().json()["passages"]
    return passages


def until(holds: Callable[[], bool], *, within_s: float = PATIENCE_S) -> None:
    """Returns as soon as it holds. Raises `AssertionError` when it does not in time."""
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, f"not within {within_s:g} s"
        time.sleep(0.1)
