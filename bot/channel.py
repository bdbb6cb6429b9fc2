"""The bot's only door: the `shopbell` channel, which credentials.yml names by its module path.

A turn is posted by the app and answered in the same response with an explicit status. Rasa's own
channels answer 200 with nothing whenever something breaks; here that is a 503 with a code.
"""

from __future__ import annotations

import hmac
import logging
from pathlib import Path
from typing import Any, Awaitable, Callable, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import raw as raw_response

from bot.catalogue import CatalogueFeed
from bot.model_pin import ModelUntrustedError, verified_hash
from bot.schema_checks import check_schemas_once
from bot.turn_runner import TurnRunner, failure_body
from bot.turns import TurnFailedError, TurnRecord, current_turn, watch_rasa_logs
from conversations.contract import TurnRequest
from conversations.wire import WireError, decode

logger = logging.getLogger(__name__)

MAX_BODY_BYTES = 128 * 1024
TURN_BUDGET_SECONDS = 18.0


class ShopbellChannel(InputChannel):
    """`POST turn` and `GET health` under `/webhooks/shopbell/`."""

    def __init__(self, secret: str, runner: TurnRunner) -> None:
        if not secret:
            raise ValueError("the shopbell channel needs a secret: set SHOPBELL_INTERNAL_SECRET")
        self._authorization = f"Bearer {secret}".encode()
        self._runner = runner
        self._model_hash: Optional[str] = None

    @classmethod
    def name(cls) -> str:
        return "shopbell"

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[str, Any]]) -> "ShopbellChannel":
        settings = credentials or {}
        secret = str(settings.get("secret") or "")
        feed = CatalogueFeed(str(settings.get("catalogue_url") or ""), secret)
        budget_s = float(settings.get("turn_budget_s", TURN_BUDGET_SECONDS))
        return cls(secret, TurnRunner(feed, budget_s))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        watch_rasa_logs()
        check_schemas_once()
        routes = Blueprint("shopbell_channel")

        # Sanic sets attributes on its handlers, which a bound method does not take.
        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return await self._turn(request)

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return await self._health(request)

        @routes.listener("after_server_start")
        async def trust_model(app: Sanic, _loop: Any) -> None:
            self._trust_model(app)

        return routes

    def _trust_model(self, app: Sanic) -> None:
        """Nothing is answered by a model that is not the pinned one, however it was started."""
        processor = app.ctx.agent.processor
        try:
            self._model_hash = verified_hash(Path(processor.model_path)) if processor else None
        except ModelUntrustedError as error:
            logger.error("%s", error)

    async def _turn(self, request: Request) -> HTTPResponse:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._authorization):
            return _answer(401, failure_body("unauthenticated"))
        if len(request.body) > MAX_BODY_BYTES:
            return _answer(413, failure_body("too_large"))
        try:
            turn = decode(TurnRequest, _json(request))
        except WireError as error:
            return _answer(400, failure_body(error.code.value))
        code = self._unready(request.app)
        if code:
            return _answer(503, failure_body(code))
        try:
            return _answer(200, await self._runner.run(request.app.ctx.agent, turn))
        except TurnFailedError as error:
            logger.error("turn %s failed: %s", turn.turn, error.code)
            return _answer(503, failure_body(error.code))
        except Exception as error:
            logger.error("turn %s failed: %s", turn.turn, type(error).__name__, exc_info=error)
            return _answer(503, failure_body("fault"))

    async def _health(self, request: Request) -> HTTPResponse:
        code = self._unready(request.app) or await _store_fault(request.app)
        if code:
            return _answer(503, failure_body(code))
        return _answer(200, f'{{"status":"ok","model":"{self._model_hash}"}}')

    def _unready(self, app: Sanic) -> Optional[str]:
        agent = getattr(app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            return "not_ready"
        return None if self._model_hash else ModelUntrustedError.code


async def _store_fault(app: Sanic) -> Optional[str]:
    probe = TurnRecord(conversation="health", cmid="")
    token = current_turn.set(probe)
    try:
        await app.ctx.agent.tracker_store.retrieve(probe.conversation)
    finally:
        current_turn.reset(token)
    return None if probe.store else "store_fault"


def _json(request: Request) -> Any:
    try:
        return request.json
    except Exception:
        return None


def _answer(status: int, body: str) -> HTTPResponse:
    return raw_response(body.encode(), status=status, content_type="application/json")
