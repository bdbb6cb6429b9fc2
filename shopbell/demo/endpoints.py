"""The demo shop's pages: what a shop's own site would be, with the widget in it."""

from __future__ import annotations

import json
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.log.frames import wire_time
from conversations.mail.service import recent_mails

FOLDER = Path(__file__).parent
PAGES = FOLDER / "page"


def mount_demo(app: FastAPI, *, reader: async_sessionmaker[AsyncSession]) -> None:
    app.mount("/demo/assets", StaticFiles(directory=PAGES / "assets", check_dir=False), "demo")
    app.mount("/demo/images", StaticFiles(directory=FOLDER / "images", check_dir=False), "images")
    app.include_router(_router(reader), include_in_schema=False)


def _router(reader: async_sessionmaker[AsyncSession]) -> APIRouter:
    router = APIRouter(prefix="/demo")

    @router.get("")
    @router.get("/products/{product_id}")
    async def shop(product_id: str = "") -> Response:
        return FileResponse(PAGES / "index.html", headers={"Cache-Control": "no-cache"})

    @router.get("/catalogue.json")
    async def catalogue() -> JSONResponse:
        return JSONResponse(_catalogue())

    @router.get("/notes.json")
    async def notes(product_id: str) -> JSONResponse:
        return JSONResponse([note for note in _notes() if note["product_id"] == product_id])

    @router.get("/mail")
    async def mail() -> Response:
        return FileResponse(PAGES / "mail.html", headers={"Cache-Control": "no-cache"})

    @router.get("/mail.json")
    async def mails(request: Request) -> JSONResponse:
        if not _from_this_machine(request):
            raise HTTPException(404)
        async with reader() as session:
            found = await recent_mails(session)
        return JSONResponse(
            [
                {
                    "id": mail.id,
                    "to": mail.recipient,
                    "subject": mail.subject,
                    "text": mail.text,
                    "at": wire_time(mail.created_at),
                }
                for mail in found
            ],
            headers={"Cache-Control": "no-store"},
        )

    return router


def _from_this_machine(request: Request) -> bool:
    """Mails carry sign-in links: they are shown on this machine and nowhere else.

    A forwarded request comes from elsewhere whatever its address says, and a foreign Host is a
    page that had its own name resolve to this machine.
    """
    forwarded = {"forwarded", "x-forwarded-for", "via"} & set(request.headers)
    near = request.client is not None and ip_address(request.client.host).is_loopback
    return near and not forwarded and request.url.hostname in {"localhost", "127.0.0.1", "::1"}


@cache
def _catalogue() -> dict[str, Any]:
    shop = json.loads((FOLDER / "shop.json").read_text(encoding="utf-8"))
    products = [
        {**product, "price_from": min((v["price"] for v in product["variants"]), key=float)}
        for product in shop["products"]
    ]
    return {"currency": shop["currency"], "products": products}


@cache
def _notes() -> list[dict[str, Any]]:
    lines = (FOLDER / "notes.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
