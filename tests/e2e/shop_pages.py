"""A shop's own server: pages of another origin than the app's, with headers of its choice."""

from __future__ import annotations

from tests.e2e.loopback import LoopbackServer


class ShopPages(LoopbackServer):
    """`pages` by path; any other path is the page of "/"."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        super().__init__()

    def answer(self, path: str, body: bytes) -> tuple[str, bytes]:
        kind = "text/javascript" if path.endswith(".js") else "text/html; charset=utf-8"
        return kind, self.pages.get(path, self.pages.get("/", "")).encode()
