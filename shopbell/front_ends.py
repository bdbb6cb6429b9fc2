"""The built front ends: the widget's script and the console's single page."""

from __future__ import annotations

import pathlib
from typing import Annotated

from fastapi import APIRouter, FastAPI, Path
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from shopbell.settings import CHECKOUT

WIDGET = CHECKOUT / "connectors" / "widget" / "dist"
CONSOLE = CHECKOUT / "console" / "web" / "dist"
PART = r"^[\w-]+$"
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
        return _file(WIDGET / "widget.js", "no-cache")

    @router.get("/widget/{part}.js")
    async def widget_part(part: Annotated[str, Path(pattern=PART)]) -> Response:
        """A part that the script fetches; its name tells its content, and any shop may load it."""
        answer = _file(WIDGET / "widget" / f"{part}.js", "public, max-age=31536000, immutable")
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    @router.get("/console")
    @router.get("/console/{path:path}")
    async def console(path: str = "") -> Response:
        return _file(CONSOLE / "index.html", "no-store")

    return router


def _file(path: pathlib.Path, caching: str) -> Response:
    if not path.exists():
        # A part of an older build is gone for good, and never to be remembered as gone.
        return PlainTextResponse(NOT_BUILT, status_code=503, headers={"Cache-Control": "no-store"})
    return FileResponse(path, headers={"Cache-Control": caching})
