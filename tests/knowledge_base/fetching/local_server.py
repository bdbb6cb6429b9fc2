"""A real HTTP server on this machine that counts who reaches it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, AF_INET6


@dataclass
class Answer:
    body: bytes = b"<html><h1>Inside</h1><p>A secret.</p></html>"
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    pieces: Callable[[], Iterator[bytes]] | None = None


@dataclass
class LocalServer:
    port: int = 0
    asked: list[str] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    usual: Answer = field(default_factory=Answer)

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        self.answers[path] = Answer(b"", status, {"Location": to})


@contextmanager
def serving(host: str = "127.0.0.1", port: int = 0) -> Iterator[LocalServer]:
    local = LocalServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            local.asked.append(f"{self.headers['Host']}{self.path}")
            answer = local.answers.get(self.path, local.usual)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.pieces is None:
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
                return
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            with suppress(OSError):  # the client has had enough
                for piece in answer.pieces():
                    self.wfile.write(piece)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        address_family = AF_INET6 if ":" in host else AF_INET
        daemon_threads = True

    server = Server((host, port), Handler)
    local.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    try:
        yield local
    finally:
        server.shutdown()
        server.server_close()
