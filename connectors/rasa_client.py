"""The dialogue engine behind HTTP: the bot's own channel, asked one turn at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

import httpx

from conversations.availability import UNAVAILABLE
from conversations.contract import TurnReply, TurnRequest
from conversations.turns.engine import EngineError
from conversations.wire import WireError, decode, encode

TURN_PATH = "/webhooks/shopbell/turn"
HEALTH_PATH = "/webhooks/shopbell/health"
HEALTH_TIMEOUT_S = 2.0
# Causes that pass by themselves; an action that failed would only fail again.
PASSING = frozenset({"not_ready", "store_fault"})


class BotAddress(Protocol):
    """Where the bot is now; another bot takes over when the model changes."""

    async def __call__(self) -> str:
        """The base URL, without a slash at the end. Raises what the database raises."""

    def doubt(self) -> None:
        """Nobody answered there."""


@dataclass(frozen=True)
class BotHealth:
    """`model` is the SHA-256 of what it answers with; None where `code` keeps it from answering."""

    model: str | None
    code: str


class RasaClient:
    """`http` is closed by whoever made it.

    Each turn tells the bot `catalogue_revision`, so that it knows when to read product names anew.
    """

    def __init__(
        self,
        *,
        http: httpx.AsyncClient,
        address: BotAddress,
        secret: str,
        catalogue_revision: Callable[[], Awaitable[int]],
    ) -> None:
        self._http = http
        self._address = address
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._catalogue_revision = catalogue_revision

    async def reply(self, request: TurnRequest, *, timeout_s: float) -> TurnReply:
        """Raises `EngineError`, with `retry` where the cause may pass within the turn's budget.

        `timeout_s` bounds the whole exchange; httpx by itself bounds each step of it.
        """
        try:
            async with asyncio.timeout(timeout_s):
                answer = await self._ask(request, timeout_s)
        except (TimeoutError, httpx.TimeoutException):
            raise EngineError("bot_timeout", retry=True) from None
        except UNAVAILABLE:
            raise EngineError("database_unavailable", retry=True) from None
        except httpx.HTTPError:
            self._address.doubt()
            raise EngineError("bot_unreachable", retry=True) from None
        if answer.status_code != httpx.codes.OK:
            code = _code(answer)
            raise EngineError(code, retry=code in PASSING)
        try:
            return decode(TurnReply, answer.json())
        except (ValueError, WireError):
            raise EngineError("bot_reply_invalid", retry=False) from None

    async def _ask(self, request: TurnRequest, timeout_s: float) -> httpx.Response:
        told = replace(request, catalogue_revision=await self._catalogue_revision())
        return await self._http.post(
            await self._address() + TURN_PATH,
            json=encode(told),
            headers=self._headers,
            timeout=timeout_s,
        )

    async def healthy(self) -> bool:
        try:
            address = await self._address()
        except UNAVAILABLE:
            return False
        health = await bot_health(self._http, address)
        if health.model is None:
            self._address.doubt()
        return health.model is not None


async def bot_health(http: httpx.AsyncClient, address: str) -> BotHealth:
    """Never raises: a bot that is not there is `bot_unreachable`."""
    try:
        answer = await http.get(address + HEALTH_PATH, timeout=HEALTH_TIMEOUT_S)
    except httpx.HTTPError:
        return BotHealth(None, "bot_unreachable")
    if answer.status_code != httpx.codes.OK:
        return BotHealth(None, _code(answer))
    try:
        return BotHealth(str(answer.json()["model"]), "ok")
    except (ValueError, KeyError, TypeError):
        return BotHealth(None, "bot_reply_invalid")


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        return f"bot_status_{answer.status_code}"
