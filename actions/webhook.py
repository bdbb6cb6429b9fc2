"""What Rasa calls to run an action: rasa-sdk's protocol on one guarded route.

An action that fails must not look like one that had nothing to say. Rasa swallows errors of its
action server, so that every failure here is a 200 whose reply is a typed `failed` signal; the bot's
channel makes it a failed turn.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from typing import Any

import structlog
from fastapi import APIRouter, Request, Response
from rasa_sdk.executor import ActionExecutor

from conversations.contract import FailedSignal
from conversations.wire import encode

BUDGET_SECONDS = 8.0
# A compacted tracker is some 40 KB; an order of many lines in it makes 200.
MAX_BODY_BYTES = 2 * 1024 * 1024

log = structlog.get_logger()


class ActionFailedError(Exception):
    """`code` is what the bot is told."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def create_router(
    *, executor: ActionExecutor, secret: str, budget_s: float = BUDGET_SECONDS
) -> APIRouter:
    """`POST /actions/webhook`, with the secret that app and bot share."""
    router = APIRouter()
    expected = f"Bearer {secret}".encode()

    @router.post("/actions/webhook")
    async def webhook(request: Request) -> Response:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, expected):
            return Response(status_code=401)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        call = _call(body)
        if call is None:
            return Response(status_code=400)
        return _answer(await _run(executor, call, budget_s))

    return router


async def _run(executor: ActionExecutor, call: dict[str, Any], budget_s: float) -> dict[str, Any]:
    action = str(call.get("next_action"))
    try:
        if action not in executor.actions:
            raise ActionFailedError("action_unknown")
        # Rasa leaves the domain out; without this the executor asks for it and Rasa has no answer.
        result = await asyncio.wait_for(executor.run({**call, "domain": {}}), budget_s)
        if result is None:
            raise ActionFailedError("action_unknown")
        answer: dict[str, Any] = result.model_dump()
        return answer
    except ActionFailedError as error:
        return _failed(action, error.code, error)
    except TimeoutError as error:
        return _failed(action, "action_timeout", error)
    except Exception as error:
        return _failed(action, str(getattr(error, "code", "action_failed")), error)


def _failed(action: str, code: str, error: Exception) -> dict[str, Any]:
    log.error("action_failed", action=action, code=code, error=type(error).__name__)
    return {"events": [], "responses": [{"custom": {"signal": encode(FailedSignal(code))}}]}


async def _body(request: Request) -> bytes | None:
    """None for what is too large, before it is held; compressed bodies are not taken at all."""
    if request.headers.get("content-encoding", "identity") != "identity":
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


def _call(body: bytes) -> dict[str, Any] | None:
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return call if isinstance(call, dict) and isinstance(call.get("tracker"), dict) else None


def _answer(content: dict[str, Any]) -> Response:
    return Response(json.dumps(content, ensure_ascii=False), media_type="application/json")
