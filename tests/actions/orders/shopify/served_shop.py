"""The invented shop behind a real HTTP server, with the faults that a network has."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.actions.orders.shopify.books_of_shop import Json, RefusedError, ShopBooks
from tests.actions.orders.shopify.served_thread import ServedThread

VERSION = "/admin/api/2025-01"
TOKEN = "a-token-for-tests"
PAGE = 3
SLOW_S = 1.0
# What may happen to a write: its answer is lost, or it never reaches the shop.
LOST, BUSY, THROTTLED = "lost", "busy", "throttled"


@dataclass
class ServedShop:
    """`faults` befall the next writes, one each; while `down`, every answer is a 503. `seen` are
    all requests as `(method, path, body, idempotency key)`."""

    books: ShopBooks
    faults: deque[str] = field(default_factory=deque)
    down: bool = False
    seen: list[tuple[str, str, Any, str]] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"{self._served.base}{VERSION}"

    def writes(self) -> list[tuple[str, str, Any, str]]:
        return [one for one in self.seen if one[0] != "GET"]

    def start(self) -> None:
        self._served = ServedThread(self._serve)

    def stop(self) -> None:
        self._served.stop()

    async def _serve(self, request: Request) -> Response:
        path = request.url.path.removeprefix(VERSION)
        body = await request.json() if await request.body() else None
        key = request.headers.get("Idempotency-Key", "")
        self.seen.append((request.method, path, body, key))
        if request.headers.get("X-Shopify-Access-Token") != TOKEN:
            return JSONResponse({"errors": "Invalid API key or access token"}, 401)
        fault = self.faults.popleft() if request.method != "GET" and self.faults else ""
        if self.down or fault == BUSY:
            return Response(status_code=503)
        if fault == THROTTLED:
            return Response(status_code=429, headers={"Retry-After": "0.01"})
        try:
            content, headers = self._answer(request, path, body)
        except RefusedError as refused:
            return JSONResponse({"errors": str(refused)}, refused.status)
        if fault == LOST:
            await run_in_threadpool(time.sleep, SLOW_S)
        return JSONResponse(content, headers=headers)

    def _answer(self, request: Request, path: str, body: Any) -> tuple[Json, dict[str, str]]:
        parts = path.strip("/").removesuffix(".json").split("/")
        if request.method != "GET":
            return self._write(request.method, parts, body), {}
        query = {name: values[-1] for name, values in parse_qs(request.url.query).items()}
        books = self.books
        match parts:
            case ["shop"]:
                return {"shop": {"currency": books.currency}}, {}
            case ["products"]:
                wanted = query["ids"].split(",") if "ids" in query else list(books.products)
                return self._page(
                    "products", [books.products[p] for p in wanted if p in books.products], request
                )
            case ["customers"]:
                since = query.get("updated_at_min", "")
                changed = [c for c in books.customers.values() if c["updated_at"] >= since]
                return self._page("customers", changed, request)
            case ["customers", customer] if customer in books.customers:
                return {"customer": books.customers[customer]}, {}
            case ["gift_cards", "search"]:
                mine = query["query"].removeprefix("customer_id:")
                cards = [card for card in books.cards.values() if card["customer_id"] == mine]
                return {"gift_cards": cards}, {}
            case ["orders"]:
                return self._page("orders", books.of_customer(query["customer_id"]), request)
            case ["orders", order] if order in books.orders:
                return {"order": books.orders[order]}, {}
            case ["orders", order, "transactions"] if order in books.orders:
                return {"transactions": books.transactions[order]}, {}
            case ["orders", order, "returns"] if order in books.orders:
                return {"returns": books.returns[order]}, {}
        raise RefusedError(404, "Not Found")

    def _write(self, method: str, parts: list[str], body: Any) -> Json:
        match [method, *parts]:
            case ["POST", "orders", order, "cancel"]:
                return self.books.cancel(order, body)
            case ["PUT", "orders", order]:
                return self.books.put(order, body)
            case ["POST", "orders", order, "returns"]:
                return self.books.ask_return(order, body)
            case ["POST", "orders", order, "refunds"]:
                return self.books.refund(order, body)
            case ["POST", "orders", order, "returns", asked, "close"]:
                return self.books.close_return(order, asked)
        raise RefusedError(404, "Not Found")

    def _page(self, noun: str, rows: list[Json], request: Request) -> tuple[Json, dict[str, str]]:
        """Small pages, whose next one stands in the Link header."""
        first = int(parse_qs(request.url.query).get("page_info", ["0"])[-1])
        left = rows[first + PAGE :]
        parts = urlsplit(str(request.url))
        kept = "&".join(p for p in parts.query.split("&") if not p.startswith("page_info"))
        url = f"{parts.scheme}://{parts.netloc}{parts.path}?{kept}&page_info={first + PAGE}"
        link = {"Link": f'<{url}>; rel="next"'} if left else {}
        return {noun: rows[first : first + PAGE]}, link
