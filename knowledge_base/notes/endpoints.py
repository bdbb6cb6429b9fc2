"""`POST /api/kb/notes`: notes from a shop's own systems, which wait for review."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.articles.models import Tier
from knowledge_base.importing.files import collected
from knowledge_base.importing.readers.rows import Row
from knowledge_base.importing.service import ImportReport, ImportRules, import_articles
from knowledge_base.notes import keys
from knowledge_base.notes.models import NotesKey
from knowledge_base.notes.pace import REQUESTS, Pace

MAX_NOTES: Final = 500
MAX_BYTES: Final = 4 * 1024 * 1024
_NOT_FOR_NOTES: Final = ("state", "draft")
_HEADERS: Final = {"Cache-Control": "no-store"}

Sessions = async_sessionmaker[AsyncSession]


class NotesRefusedError(Exception):
    """Nothing was taken; `status` and `code` are what the sender is answered."""

    def __init__(self, status: int, code: str, message: str, retry_after: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = {"Retry-After": str(retry_after)} if retry_after else {}


def create_router(
    *,
    writer: Sessions,
    reader: Sessions,
    clock: Callable[[], dt.datetime],
    monotonic: Callable[[], float] = time.monotonic,
) -> APIRouter:
    """The same notes again change nothing; whatever they say of themselves, they wait."""
    router = APIRouter(tags=["notes"])
    pace = Pace(monotonic)

    @router.post("/api/kb/notes")
    async def take_notes(request: Request) -> JSONResponse:
        """The body is one note, or `{"notes": [...]}`; the key comes as `Authorization: Bearer`."""
        try:
            key = await _key(request, reader)
            _keep_pace(pace, key)
            rows = _rows(await _body(request))
        except NotesRefusedError as refused:
            error = {"code": refused.code, "message": str(refused)}
            return JSONResponse({"error": error}, refused.status, _HEADERS | refused.headers)
        report = await import_articles(
            writer,
            collected(rows, tier=Tier.COMMUNITY),
            rules=ImportRules(notes_only=True, editor=key.name),
            clock=clock,
        )
        async with writer.begin() as session:
            await keys.note_use(session, key.id, at=clock())
        return JSONResponse(_answer(report), 422 if not report.taken else 200, _HEADERS)

    return router


async def _key(request: Request, reader: Sessions) -> NotesKey:
    """Raises `NotesRefusedError`, before anything of the body is read."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    async with reader() as session:
        found = await keys.key_named(session, given.strip())
    if scheme.lower() != "bearer" or found is None:
        raise NotesRefusedError(401, "unauthenticated", "Send a key as Authorization: Bearer.")
    return found


def _keep_pace(pace: Pace, key: NotesKey) -> None:
    wait_s = pace.wait_s(key.id)
    if wait_s is not None:
        message = f"At most {REQUESTS} requests a minute. Send again in {wait_s} s."
        raise NotesRefusedError(429, "too_many_requests", message, retry_after=wait_s)


async def _body(request: Request) -> object:
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > MAX_BYTES:
            raise NotesRefusedError(413, "too_large", f"At most {MAX_BYTES >> 20} MiB at once.")
        pieces.append(piece)
    try:
        return json.loads(b"".join(pieces))
    except (ValueError, RecursionError):
        raise NotesRefusedError(422, "invalid", "The body is not JSON.") from None


def _rows(body: object) -> list[Row]:
    if not isinstance(body, dict):
        raise NotesRefusedError(422, "invalid", 'Send a note, or {"notes": [...]}.')
    notes = body.get("notes", [body])
    if not isinstance(notes, list) or not 1 <= len(notes) <= MAX_NOTES:
        raise NotesRefusedError(422, "invalid", f"notes must be a list of 1 to {MAX_NOTES}.")
    return [Row(number, None, _fields(note)) for number, note in enumerate(notes, start=1)]


def _fields(note: object) -> dict[str, object] | str:
    if not isinstance(note, dict):
        return "not an object"
    more = [name for name in _NOT_FOR_NOTES if name in note]
    return f"unknown field {', '.join(more)}" if more else note


def _answer(report: ImportReport) -> dict[str, Any]:
    """`note` counts the notes of the request, from 1."""
    problems = [{"note": one.line, "message": one.problem} for one in report.problems]
    answer: dict[str, Any] = {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "waiting": report.waiting,
        "problems": problems,
    }
    if not report.taken:
        answer["error"] = {"code": "invalid", "message": "None of the notes could be taken."}
    return answer
