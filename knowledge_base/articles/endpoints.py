"""What the public sees of the knowledge base: help search and the pages of articles."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.articles.errors import ArticleNotFoundError
from knowledge_base.articles.locales import language_of, normalise_locale
from knowledge_base.articles.models import Tier
from knowledge_base.articles.rendering import (
    CONTENT_SECURITY_POLICY,
    STYLE_PATH,
    article_json,
    article_page,
    missing_page,
)
from knowledge_base.articles.service import published_article
from knowledge_base.articles.visitors import Visitors
from knowledge_base.search.service import MAX_RESULTS, KnowledgeSearch

_MAX_QUERY_CHARS = 1_000
_STYLE_FILE = Path(__file__).parent / "help.css"
_ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
_PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "no-cache",
}


def _utc_now() -> datetime:
    return datetime.now(UTC)


def create_router(
    *,
    reader: async_sessionmaker[AsyncSession],
    search: KnowledgeSearch,
    site_name: str = "Help",
    default_locale: str = "en",
    clock: Callable[[], datetime] = _utc_now,
    monotonic: Callable[[], float] = time.monotonic,
) -> APIRouter:
    router = APIRouter(tags=["help"])

    visitors = Visitors(monotonic)

    def admit(request: Request, response: Response) -> None:
        """Pages of any shop may read what is public, though nobody may ask without end."""
        wait_s = visitors.wait_s(request.client.host if request.client else "")
        if wait_s:
            headers = {**_ANY_ORIGIN, "Retry-After": str(wait_s)}
            raise HTTPException(429, "Too many questions at once.", headers=headers)
        response.headers.update(_ANY_ORIGIN)

    @router.get("/api/help/search", dependencies=[Depends(admit)])
    async def search_help(
        q: Annotated[str, Query(max_length=_MAX_QUERY_CHARS)],
        locale: Annotated[str, Query(max_length=35)] = default_locale,
        top: Annotated[int, Query(ge=1, le=MAX_RESULTS)] = 5,
        tier: Annotated[list[Tier] | None, Query()] = None,
        product: Annotated[str | None, Query(max_length=200)] = None,
    ) -> dict[str, Any]:
        tiers = frozenset(one.value for one in tier) if tier else None
        found = await search.search(q, locale=locale, top=top, tiers=tiers, product_id=product)
        return found.as_json()

    @router.get("/api/help/articles/{article_id:path}", dependencies=[Depends(admit)])
    async def help_article(
        article_id: str,
        locale: Annotated[str, Query(max_length=35)] = default_locale,
    ) -> dict[str, Any]:
        """A published article as Markdown, for readers inside other pages."""
        try:
            async with reader() as session:
                article = await published_article(
                    session,
                    article_id=article_id,
                    locales=_locales(locale, "", default_locale),
                    at=clock(),
                )
        except ArticleNotFoundError:
            raise HTTPException(404, "There is no such article.", headers=_ANY_ORIGIN) from None
        return article_json(article)

    @router.get(STYLE_PATH, include_in_schema=False)
    async def help_style() -> FileResponse:
        headers = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"}
        return FileResponse(_STYLE_FILE, media_type="text/css", headers=headers)

    @router.get("/help/{article_id:path}", response_class=HTMLResponse)
    async def help_page(
        request: Request,
        article_id: str,
        locale: Annotated[str | None, Query(max_length=35)] = None,
    ) -> HTMLResponse:
        locales = _locales(locale, request.headers.get("accept-language", ""), default_locale)
        try:
            async with reader() as session:
                article = await published_article(
                    session, article_id=article_id, locales=locales, at=clock()
                )
        except ArticleNotFoundError:
            page = missing_page(locale=locales[0], site_name=site_name)
            return HTMLResponse(page, status_code=404, headers=_PAGE_HEADERS)
        return HTMLResponse(article_page(article, site_name=site_name), headers=_PAGE_HEADERS)

    return router


def _locales(asked: str | None, accepted: str, default_locale: str) -> tuple[str, ...]:
    """The locale asked for, then those of the browser in its order, then the shop's own."""
    tags = [asked or ""] + [part.split(";", 1)[0] for part in accepted[:200].split(",")]
    found: list[str] = []
    for tag in (*tags, default_locale):
        spelt = normalise_locale(tag)
        if spelt is not None:
            found += [spelt, language_of(spelt)]
    return tuple(dict.fromkeys(found))
