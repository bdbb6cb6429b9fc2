"""A real HTTP server for one test, in a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.shop_process import free_port


class ServedThread:
    """Serves every path through `endpoint` from now until `stop`."""

    def __init__(self, endpoint: Callable[[Request], Awaitable[Response]]) -> None:
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        app = Starlette(routes=[Route("/{path:path}", endpoint, methods=["GET", "POST", "PUT"])])
        config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
