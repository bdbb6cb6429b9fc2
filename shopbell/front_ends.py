"""The built front ends: the widget's script and the console's single page."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from shopbell.settings import CHECKOUT

WIDGET = CHECKOUT / "connectors" / "widget" / "dist" / "widget.js"
CONSOLE = CHECKOUT / "console" / "web" / "dist"
NOT_BUILT = "The front ends are not built yet. Run: make front-ends"


def mount_front_ends(app: FastAPI) -> None:
    # The mount comes first: the console's page answers every other path below /console.
    app.mount(
        "/console/assets", StaticFiles(directory=CONSOLE / "assets", check_dir=False), "console"
    )
    app.include_router(_router(), include_in_schema=False)


def _router() -> APIRouter:
    router = APIRouter()

    @router.get("/", response_class=RedirectResponse)
    async def root() -> RedirectResponse:
        return RedirectResponse("/console")

    @router.get("/widget.js")
    async def widget() -> Response:
        return _file(WIDGET, "no-cache")

    @router.get("/console")
    @router.get("/console/{path:path}")
    async def console(path: str = "") -> Response:
        return _file(CONSOLE / "index.html", "no-store")

    return router


def _file(path: Path, caching: str) -> Response:
    if not path.exists():
        return PlainTextResponse(NOT_BUILT, status_code=503)
    return FileResponse(path, headers={"Cache-Control": caching})
