"""Files of a shopper: sent with the token of their socket, and fetched with it again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from starlette.responses import JSONResponse, Response

from connectors.uploads.responses import allowed, file_response, preflight, refused
from conversations.availability import UNAVAILABLE
from conversations.contract import Code
from conversations.errors import ConversationError
from conversations.models import Shopper
from conversations.shoppers.service import shopper_by_token, site_by_key
from conversations.uploads.errors import UploadsBusyError
from conversations.uploads.incoming import form_file
from conversations.uploads.reading import FileReader
from conversations.uploads.service import (
    check_allowance,
    content_of,
    keep_upload,
    shoppers_upload,
)

BODIES_AT_ONCE = 8
# A body that comes slower than this holds a place that others wait for.
BODY_S = 120.0
_BEARER = "Bearer "


class OriginRefusedError(ConversationError):
    code = Code.ORIGIN_REFUSED

    def __init__(self) -> None:
        super().__init__("This page may not use the chat.")


class TokenRefusedError(ConversationError):
    code = Code.UNAUTHENTICATED

    def __init__(self) -> None:
        super().__init__("Please open the chat again.")


@dataclass(frozen=True)
class UploadsContext:
    """What the routes are given by the composition root."""

    writer: async_sessionmaker[AsyncSession]
    reader: async_sessionmaker[AsyncSession]
    files: FileReader
    clock: Callable[[], datetime]


def create_router(context: UploadsContext) -> APIRouter:
    router = APIRouter(prefix="/api/widget/uploads", include_in_schema=False)
    places = asyncio.Semaphore(BODIES_AT_ONCE)

    @router.options("")
    @router.options("/{upload_id}")
    async def may_page(request: Request, site: str = "", upload_id: str = "") -> Response:
        try:
            origin = await _origin(context, request, site)
        except ConversationError as error:
            return allowed(refused(error), None)
        return preflight(origin)

    @router.post("")
    async def take(request: Request, site: str = "") -> Response:
        async def answer(shopper: Shopper) -> Response:
            return await _take(context, places, request, shopper)

        return await _answered(context, request, site, answer)

    @router.get("/{upload_id}")
    async def give(
        request: Request,
        upload_id: str,
        site: str = "",
        size: Literal["full", "preview"] = "full",
    ) -> Response:
        async def answer(shopper: Shopper) -> Response:
            async with context.reader() as session:
                upload = await shoppers_upload(session, upload_id=upload_id, shopper_id=shopper.id)
                data = await content_of(session, upload, preview=size == "preview")
            return file_response(upload, data)

        return await _answered(context, request, site, answer)

    return router


async def _answered(
    context: UploadsContext,
    request: Request,
    site: str,
    answer: Callable[[Shopper], Awaitable[Response]],
) -> Response:
    """A refusal is for the page to read as well, but for no page of another site."""
    origin = None
    try:
        origin = await _origin(context, request, site, needed=request.method == "POST")
        return allowed(await answer(await _shopper(context, request, site)), origin)
    except ConversationError as error:
        return allowed(refused(error), origin)
    except UNAVAILABLE:
        return allowed(refused(UploadsBusyError()), origin)


async def _take(
    context: UploadsContext, places: asyncio.Semaphore, request: Request, shopper: Shopper
) -> Response:
    async with context.reader() as session:
        await check_allowance(session, owner_key=shopper.id, at=context.clock())
    if places.locked():
        raise UploadsBusyError
    async with places:
        try:
            async with asyncio.timeout(BODY_S):
                name, data = await form_file(request.headers, request.stream())
        except TimeoutError:
            raise UploadsBusyError from None
        file = await context.files.read(data, name=name)
    async with context.writer.begin() as session:
        # Held until the commit, so that the limit is exact however many come at once.
        await session.get_one(Shopper, shopper.id, with_for_update=True)
        upload = await keep_upload(session, owner_key=shopper.id, file=file, at=context.clock())
    kept = {"upload_id": upload.id, "name": upload.name, "type": upload.media_type}
    size = {"bytes": upload.size, "width": upload.width, "height": upload.height}
    return JSONResponse({**kept, **size}, 201)


async def _origin(
    context: UploadsContext, request: Request, site: str, *, needed: bool = True
) -> str:
    """The page's origin, or nothing where a page of our own fetches. Raises `OriginRefusedError`,
    for an unknown site too."""
    origin = request.headers.get("origin")
    async with context.reader() as session:
        found = await site_by_key(session, site)
    if found is None or (origin is None and needed):
        raise OriginRefusedError
    if origin is not None and origin not in found.origins:
        raise OriginRefusedError
    return origin or ""


async def _shopper(context: UploadsContext, request: Request, site: str) -> Shopper:
    given = request.headers.get("authorization", "")
    token = given.removeprefix(_BEARER) if given.startswith(_BEARER) else ""
    async with context.reader() as session:
        shopper = await shopper_by_token(session, site, token) if token else None
    if shopper is None:
        raise TokenRefusedError
    return shopper
