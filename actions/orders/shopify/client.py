"""HTTP with a shop of the shape of Shopify's Admin API: time-outs, pages, patience.

A read is tried again by itself. A write is not: whoever writes must first find out whether the
attempt whose answer was lost was carried out.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx

from actions.orders.shopify.errors import (
    ShopAnswerInvalidError,
    ShopRefusedError,
    ShopUnavailableError,
)

Json = dict[str, Any]

ATTEMPTS = 3
# Two silent ones, so that a shopper is told within an action's time that the shop is down.
READ_ATTEMPTS = 2
PAUSE_S = 0.2
MAX_PAUSE_S = 2.0
TIMEOUT_S = 2.0
PAGE = 250
_BUSY = frozenset({429, 500, 502, 503, 504})


class ShopifyClient:
    """`base` ends with the API's version, such as `https://shop.example/admin/api/2025-01`. `http`
    is closed by whoever made it."""

    def __init__(
        self,
        *,
        http: httpx.AsyncClient,
        base: str,
        token: str,
        timeout_s: float = TIMEOUT_S,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._base = base.rstrip("/")
        self._headers = {"X-Shopify-Access-Token": token, "Accept": "application/json"}
        self._timeout_s = timeout_s
        self._pause = pause

    async def read(self, path: str, **query: str) -> Json:
        """Raises `ShopUnavailableError` after the last attempt, `ShopRefusedError` at once."""
        return (await self._read(f"{self._base}{path}", query))[0]

    async def read_all(self, path: str, noun: str, **query: str) -> list[Json]:
        """Every page of a list, which stands under `noun`."""
        found: list[Json] = []
        url: str | None = f"{self._base}{path}"
        asked: Mapping[str, str] = {"limit": str(PAGE), **query}
        while url is not None:
            content, url = await self._read(url, asked)
            if not isinstance(content.get(noun), list):
                raise ShopAnswerInvalidError(f"{path}: {noun} must be a list")
            found += content[noun]
            asked = {}  # the address of the next page holds all of it
        return found

    async def write(self, method: str, path: str, body: Json, *, key: str) -> Json:
        """One attempt. `ShopUnavailableError` leaves open whether it was carried out."""
        answer = await self._send(method, f"{self._base}{path}", {}, body, key)
        if answer.status_code in _BUSY:
            raise ShopUnavailableError
        return _content(answer)

    async def wait(self, attempt: int) -> None:
        await self._pause(PAUSE_S * 2**attempt)

    async def _read(self, url: str, query: Mapping[str, str]) -> tuple[Json, str | None]:
        pause_s = 0.0
        for attempt in range(READ_ATTEMPTS):
            await self._pause(pause_s)
            pause_s = PAUSE_S * 2**attempt
            try:
                answer = await self._send("GET", url, query, None, "")
            except ShopUnavailableError:
                continue
            if answer.status_code not in _BUSY:
                return _content(answer), _next(answer)
            pause_s = _asked_to_wait(answer) or pause_s
        raise ShopUnavailableError

    async def _send(
        self, method: str, url: str, query: Mapping[str, str], body: Json | None, key: str
    ) -> httpx.Response:
        headers = self._headers | ({"Idempotency-Key": key} if key else {})
        try:
            # httpx bounds each step of an exchange; a trickling answer needs a bound of its own.
            async with asyncio.timeout(self._timeout_s):
                return await self._http.request(
                    method, url, params=query or None, json=body, headers=headers
                )
        except (TimeoutError, httpx.HTTPError):
            raise ShopUnavailableError from None


def _content(answer: httpx.Response) -> Json:
    if answer.is_error:
        raise ShopRefusedError(answer.status_code, answer.text[:200])
    try:
        content = answer.json()
    except json.JSONDecodeError:
        raise ShopAnswerInvalidError("the answer must be JSON") from None
    if not isinstance(content, dict):
        raise ShopAnswerInvalidError("the answer must be an object")
    return content


def _next(answer: httpx.Response) -> str | None:
    return answer.links.get("next", {}).get("url")


def _asked_to_wait(answer: httpx.Response) -> float:
    try:
        return min(float(answer.headers.get("Retry-After", "0")), MAX_PAUSE_S)
    except ValueError:
        return 0.0
