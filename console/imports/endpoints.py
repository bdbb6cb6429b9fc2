"""Imports: files and addresses taken in by admins, what became of them, and the way out again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import StreamingResponse

from console.accounts.access import RequireAdmin
from console.accounts.sessions import SignedIn
from console.errors import ConsoleCode, ConsoleError, ObjectNotFoundError
from console.imports.runner import ImportWish, TooManyImportsError
from console.imports.schemas import (
    AddressBody,
    Holds,
    KeyBody,
    KeysAnswer,
    NewKeyAnswer,
    RunAnswer,
    RunsAnswer,
    key_row,
    run_answer,
    run_row,
)
from console.parts import Parts
from knowledge_base.articles.locales import normalise_locale
from knowledge_base.articles.models import Tier
from knowledge_base.fetching.addresses import checked_url
from knowledge_base.fetching.errors import FetchError
from knowledge_base.importing import runs
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.exporting import exported_csv, exported_json_lines
from knowledge_base.importing.kinds import FileKind, check_bytes, kind_of, most_bytes
from knowledge_base.importing.models import ImportRun
from knowledge_base.importing.service import ImportRules
from knowledge_base.notes import keys
from knowledge_base.transfer.exporting import whole_lines
from knowledge_base.transfer.files import packed

TIERS = {"articles": Tier.OFFICIAL, "products": Tier.PRODUCT, "notes": Tier.COMMUNITY}
RunId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
KeyId = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


class ImportRefusedError(ConsoleError):
    """A file or an address that cannot be taken, said before anything is begun."""


class ImportsWaitError(ConsoleError):
    code = ConsoleCode.TOO_MANY_IMPORTS

    def __init__(self) -> None:
        super().__init__("Many imports are running. Please wait until one of them is done.")


def create_imports_router() -> APIRouter:
    router = APIRouter(prefix="/imports", tags=["imports"])
    router.add_api_route("", list_imports, methods=["GET"])
    router.add_api_route("/file", import_file, methods=["POST"], status_code=202)
    router.add_api_route("/address", import_address, methods=["POST"], status_code=202)
    router.add_api_route("/keys", list_keys, methods=["GET"])
    router.add_api_route("/keys", make_key, methods=["POST"], status_code=201)
    router.add_api_route("/keys/{key_id}", drop_key, methods=["DELETE"], status_code=204)
    router.add_api_route("/export/{form}", export, methods=["GET"], include_in_schema=False)
    router.add_api_route("/{run_id}", show_import, methods=["GET"])
    return router


async def import_file(
    request: Request,
    admin: RequireAdmin,
    parts: Parts,
    name: Annotated[str, Query(min_length=1, max_length=200)],
    locale: Annotated[str, Query(max_length=35)] = "en",
    holds: Holds = "articles",
    publish: bool = False,
    dry_run: bool = True,
) -> RunAnswer:
    """The body is the file as it is. What it holds is read beside this request."""
    wish = _wish(name, admin, locale=locale, holds=holds, publish=publish, dry_run=dry_run)
    try:
        kind = kind_of(name)
        data = await _body(request, kind)
        check_bytes(kind, data)
    except ImportFileError as error:
        raise ImportRefusedError(_sentence(name, error)) from None
    try:
        run = await parts.imports.take_file(wish, kind, data, name=name)
    except TooManyImportsError:
        raise ImportsWaitError from None
    return run_answer(run, at=parts.clock())


async def import_address(body: AddressBody, admin: RequireAdmin, parts: Parts) -> RunAnswer:
    """A page, a document, a product feed, or a sitemap with all its pages."""
    wish = _wish(
        body.address,
        admin,
        locale=body.locale,
        holds=body.holds,
        publish=body.publish,
        dry_run=body.dry_run,
    )
    try:
        checked_url(body.address)
        run = await parts.imports.take_address(wish, body.address)
    except FetchError as error:
        raise ImportRefusedError(str(error)) from None
    except TooManyImportsError:
        raise ImportsWaitError from None
    return run_answer(run, at=parts.clock())


async def list_imports(_: RequireAdmin, parts: Parts) -> RunsAnswer:
    async with parts.reader() as session:
        found = await runs.recent_runs(session)
    return RunsAnswer(items=[run_row(run, at=parts.clock()) for run in found])


async def show_import(run_id: RunId, _: RequireAdmin, parts: Parts) -> RunAnswer:
    async with parts.reader() as session:
        run: ImportRun | None = await runs.find_run(session, run_id)
    if run is None:
        raise ObjectNotFoundError
    return run_answer(run, at=parts.clock())


async def export(form: str, _: RequireAdmin, parts: Parts) -> StreamingResponse:
    """The texts of articles and notes, or everything with its history."""
    forms: dict[str, tuple[AsyncIterator[str] | AsyncIterator[bytes], str]] = {
        "articles.jsonl": (exported_json_lines(parts.reader), "application/x-ndjson"),
        "articles.csv": (exported_csv(parts.reader), "text/csv; charset=utf-8"),
        "knowledge.zip": (packed(whole_lines(parts.reader)), "application/zip"),
    }
    if form not in forms:
        raise ObjectNotFoundError
    pieces, media_type = forms[form]
    headers = {
        "Content-Disposition": f'attachment; filename="{form}"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(pieces, media_type=media_type, headers=headers)


async def list_keys(_: RequireAdmin, parts: Parts) -> KeysAnswer:
    async with parts.reader() as session:
        return KeysAnswer(items=[key_row(key) for key in await keys.all_keys(session)])


async def make_key(body: KeyBody, admin: RequireAdmin, parts: Parts) -> NewKeyAnswer:
    async with parts.writer.begin() as session:
        key, row = await keys.make_key(session, name=body.name, by=admin.name, at=parts.clock())
    return NewKeyAnswer(**key_row(row).model_dump(), key=key)


async def drop_key(key_id: KeyId, _: RequireAdmin, parts: Parts) -> None:
    """Whoever uses the key is refused from now on."""
    async with parts.writer.begin() as session:
        dropped = await keys.drop_key(session, key_id)
    if not dropped:
        raise ObjectNotFoundError


def _wish(
    source: str, admin: SignedIn, *, locale: str, holds: Holds, publish: bool, dry_run: bool
) -> ImportWish:
    spelt = normalise_locale(locale)
    if spelt is None:
        raise ImportRefusedError("The language must be a tag such as en or zh.")
    rules = ImportRules(
        publish=publish, notes_only=holds == "notes", dry_run=dry_run, editor=admin.name
    )
    return ImportWish(source, spelt, TIERS[holds], rules)


async def _body(request: Request, kind: FileKind) -> bytes:
    """Raises `ImportFileError` as soon as it is more than may come."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most_bytes(kind):
            raise ImportFileError(f"it is larger than {most_bytes(kind) >> 20} MiB")
        pieces.append(piece)
    return b"".join(pieces)


def _sentence(name: str, error: ImportFileError) -> str:
    text = str(error)
    return f"{name}: {text}" if not text.startswith(name) else text
