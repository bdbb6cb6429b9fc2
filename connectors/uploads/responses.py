"""Answers that a shop's page may read: with the site's own origins and nobody else's."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from conversations.contract import Code
from conversations.errors import ConversationError
from conversations.uploads.errors import TooManyFilesError
from conversations.uploads.models import Upload

STATUS = {
    Code.INVALID: 400,
    Code.UNAUTHENTICATED: 401,
    Code.ORIGIN_REFUSED: 403,
    Code.NOT_FOUND: 404,
    Code.FILE_TOO_LARGE: 413,
    Code.FILE_REFUSED: 415,
    Code.RATE_LIMITED: 429,
    Code.UNAVAILABLE: 503,
}
# What a file may do when somebody opens it by itself: nothing.
POLICY = "default-src 'none'; sandbox"


def allowed(response: Response, origin: str | None) -> Response:
    """`response` for the page at `origin`, which the caller has compared with the site's."""
    response.headers["Vary"] = "Origin"
    response.headers["Cache-Control"] = "no-store"
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
    return response


def preflight(origin: str) -> Response:
    response = allowed(Response(status_code=204), origin)
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    response.headers["Access-Control-Allow-Headers"] = "authorization, content-type"
    response.headers["Access-Control-Max-Age"] = "600"
    return response


def refused(error: ConversationError) -> Response:
    body = {"error": {"code": error.code.value, "message": str(error)}}
    response = JSONResponse(body, STATUS.get(error.code, 400))
    if isinstance(error, TooManyFilesError):
        response.headers["Retry-After"] = str(error.retry_s)
    return response


def file_response(upload: Upload, data: bytes) -> Response:
    return Response(
        data,
        media_type=upload.media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(upload.name, safe='')}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": POLICY,
        },
    )
