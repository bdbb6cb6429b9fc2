"""Refusals of the console, and the one table that turns any code into an HTTP status."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum, StrEnum
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from conversations.availability import UNAVAILABLE
from conversations.contract import Code
from conversations.errors import ConversationError

API_PREFIX = "/api/"

log = structlog.get_logger(__name__)


class ConsoleCode(StrEnum):
    """Codes that only the console's clients meet, besides those of the contract."""

    CSRF_REFUSED = "csrf_refused"
    SIGN_IN_REFUSED = "sign_in_refused"
    EMAIL_TAKEN = "email_taken"
    LAST_ADMIN = "last_admin"
    NOT_ASSIGNEE = "not_assignee"
    ARTICLE_EXISTS = "article_exists"
    NOTE_HELD = "held"
    TEAM_EXISTS = "team_exists"
    TOO_MANY_IMPORTS = "too_many_imports"
    ORDER_REFUSED = "order_refused"
    SHORTCUT_TAKEN = "shortcut_taken"
    MERGE_REFUSED = "merge_refused"
    EDIT_REFUSED = "edit_refused"


STATUS: dict[str, int] = {
    Code.UNAUTHENTICATED: 401,
    ConsoleCode.SIGN_IN_REFUSED: 401,
    Code.FORBIDDEN: 403,
    Code.ORIGIN_REFUSED: 403,
    ConsoleCode.CSRF_REFUSED: 403,
    Code.NOT_FOUND: 404,
    Code.STALE_VERSION: 409,
    Code.STATE_REFUSED: 409,
    Code.CMID_REUSED: 409,
    ConsoleCode.EMAIL_TAKEN: 409,
    ConsoleCode.LAST_ADMIN: 409,
    ConsoleCode.NOT_ASSIGNEE: 409,
    ConsoleCode.ARTICLE_EXISTS: 409,
    ConsoleCode.NOTE_HELD: 409,
    ConsoleCode.TEAM_EXISTS: 409,
    ConsoleCode.TOO_MANY_IMPORTS: 429,
    ConsoleCode.ORDER_REFUSED: 409,
    Code.UPLOAD_REFUSED: 409,
    Code.FILE_TOO_LARGE: 413,
    Code.FILE_REFUSED: 415,
    ConsoleCode.SHORTCUT_TAKEN: 409,
    ConsoleCode.MERGE_REFUSED: 409,
    ConsoleCode.EDIT_REFUSED: 409,
    Code.INVALID: 422,
    Code.RATE_LIMITED: 429,
    Code.UNAVAILABLE: 503,
}
CODE_OF_STATUS = {401: Code.UNAUTHENTICATED, 403: Code.FORBIDDEN, 404: Code.NOT_FOUND}


class ConsoleError(Exception):
    """`extra` is sent beside `error`, as what the caller needs to go on; `reason` among it tells
    refusals of one code apart, for who says them in another language."""

    code: str = Code.INVALID

    def __init__(self, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.extra = extra


class NotSignedInError(ConsoleError):
    code = Code.UNAUTHENTICATED

    def __init__(self) -> None:
        super().__init__("Please sign in.")


class AdminRequiredError(ConsoleError):
    code = Code.FORBIDDEN

    def __init__(self) -> None:
        super().__init__("Only an admin may do this.")


class OriginRefusedError(ConsoleError):
    code = Code.ORIGIN_REFUSED

    def __init__(self) -> None:
        super().__init__("This page may not talk to the console.")


class CsrfRefusedError(ConsoleError):
    code = ConsoleCode.CSRF_REFUSED

    def __init__(self) -> None:
        super().__init__("The page is out of date. Reload it and try again.")


class ObjectNotFoundError(ConsoleError):
    """Absent and not yours are one answer."""

    code = Code.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such thing here.")


class TooManyAttemptsError(ConsoleError):
    code = Code.RATE_LIMITED

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("Too many attempts. Please wait some minutes, then try again.")
        self.retry_after_s = retry_after_s


def error_body(code: str, message: str, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    """The one shape of every refusal."""
    name = code.value if isinstance(code, Enum) else code
    return {"error": {"code": name, "message": message}, **(extra or {})}


def refusal(code: str, message: str, extra: dict[str, Any] | None = None) -> JSONResponse:
    response = JSONResponse(error_body(code, message, extra), STATUS.get(code, 400))
    response.headers["Cache-Control"] = "no-store"
    return response


def install_error_handlers(app: FastAPI) -> None:
    """Answer every typed refusal below `/api/` as `{"error": {"code", "message"}}`."""
    handlers: dict[type[Exception], Callable[[Request, Any], Awaitable[Response]]] = {
        ConsoleError: _console_error,
        ConversationError: _conversation_error,
        RequestValidationError: _bad_request,
        HTTPException: _http_error,
    }
    handlers.update(dict.fromkeys(UNAVAILABLE, _unavailable))
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _unavailable(_: Request, error: Exception) -> Response:
    log.warning("database_unavailable", error=type(error).__name__)
    return refusal(Code.UNAVAILABLE, "The database does not answer. Please try again in a moment.")


async def _console_error(_: Request, error: ConsoleError) -> Response:
    response = refusal(error.code, str(error), error.extra)
    if isinstance(error, TooManyAttemptsError):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response


async def _conversation_error(_: Request, error: ConversationError) -> Response:
    return refusal(error.code, str(error))


async def _bad_request(_: Request, error: RequestValidationError) -> Response:
    fields = [
        {"field": ".".join(str(part) for part in item["loc"][1:]), "message": _plain(item["msg"])}
        for item in error.errors()
    ]
    first = fields[0] if fields else {"field": "", "message": "Something is missing."}
    message = f"{first['field']}: {first['message']}".removeprefix(": ")
    return refusal(Code.INVALID, message, {"fields": fields})


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")


async def _http_error(request: Request, error: HTTPException) -> Response:
    if not request.url.path.startswith(API_PREFIX):
        return await http_exception_handler(request, error)
    code = CODE_OF_STATUS.get(error.status_code, Code.INVALID)
    return JSONResponse(error_body(code, str(error.detail)), error.status_code, error.headers)
