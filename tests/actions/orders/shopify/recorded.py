"""A recorded contract, served: each request must be the recorded one, and gets the recorded answer.

`recordings/*.json` are invented, in the shapes of the API's documentation. Each is a list of
`{"method", "path", "body", "status", "answer"}` in the order in which the adapter must ask.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.actions.orders.shopify.books_of_shop import Json
from tests.actions.orders.shopify.served_thread import ServedThread

FOLDER = Path(__file__).parent / "recordings"
VERSION = "/admin/api/2025-01"


class RecordedShop:
    """`mistakes` are requests that were not the recorded ones."""

    def __init__(self, name: str) -> None:
        self.left: list[Json] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        self.mistakes: list[str] = []
        self._served = ServedThread(self._serve)
        self.base = f"{self._served.base}{VERSION}"

    def stop(self) -> None:
        self._served.stop()

    async def _serve(self, request: Request) -> Response:
        body = await request.json() if await request.body() else None
        path = request.url.path.removeprefix(VERSION)
        asked = f"{path}?{request.url.query}" if request.url.query else path
        status, answer = self.answer(request.method, asked, body)
        return JSONResponse(answer, status)

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        wanted = self.left[0] if self.left else {"method": "nothing", "path": "more", "body": None}
        if (method, path, body) != (wanted["method"], wanted["path"], wanted["body"]):
            self.mistakes.append(f"{method} {path} {body}, not {wanted}")
            return 418, {"errors": "not recorded"}
        self.left.pop(0)
        return wanted["status"], wanted["answer"]
