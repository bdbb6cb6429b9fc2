"""The bot's copy of the catalogue, fetched from a real server that can be slow or broken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot import catalogue
from bot.catalogue import CatalogueFeed
from bot.components.entities.utterance import Utterance

LIPSTICK = {
    "id": "lipstick",
    "names": ["Velvet Lipstick", "丝绒口红"],
    "sizes": [],
    "colours": ["red"],
}


class App:
    """Answers with `revision`, after `delay_s`, or not at all while `broken`."""

    def __init__(self) -> None:
        self.revision = 1
        self.asked = 0
        self.broken = False
        self.delay_s = 0.0

    async def answer(self, request: web.Request) -> web.Response:
        self.asked += 1
        await asyncio.sleep(self.delay_s)
        if self.broken or request.headers["Authorization"] != "Bearer between-us":
            raise web.HTTPInternalServerError
        return web.json_response({"revision": self.revision, "products": [LIPSTICK]})

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        application = web.Application()
        application.router.add_get("/internal/catalogue", self.answer)
        runner = web.AppRunner(application)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}/internal/catalogue"
        await runner.cleanup()


Run = Callable[[Any], Any]


def test_a_revision_is_fetched_once(run: Run) -> None:
    async def turns() -> None:
        app = App()
        async with app.serving() as url:
            feed = CatalogueFeed(url, "between-us")
            first, second = await feed.at(1), await feed.at(1)
            assert first is second
            assert app.asked == 1
            assert first is not None
            assert [found.value for found in first.assortment.find(Utterance("口红"))] == [
                "lipstick"
            ]
            app.revision = 2
            renewed = await feed.at(2)
            assert renewed is not None
            assert (renewed.revision, app.asked) == (2, 2)

    run(turns())


def test_a_broken_app_is_left_alone_for_a_while_and_the_old_catalogue_stays(run: Run) -> None:
    async def turns() -> None:
        app, now = App(), [0.0]
        async with app.serving() as url:
            feed = CatalogueFeed(url, "between-us", monotonic=lambda: now[0])
            held = await feed.at(1)
            app.broken = True
            assert await feed.at(2) is held
            assert await feed.at(2) is held
            assert app.asked == 2
            app.broken, app.revision = False, 2
            now[0] += catalogue.RETRY_AFTER_SECONDS
            renewed = await feed.at(2)
            assert renewed is not None
            assert renewed.revision == 2

    run(turns())


def test_a_turn_does_not_wait_for_a_slow_app(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "WAIT_SECONDS", 0.05)

    async def turns() -> None:
        app = App()
        app.delay_s = 0.3
        async with app.serving() as url:
            feed = CatalogueFeed(url, "between-us")
            assert await feed.at(1) is None
            await asyncio.sleep(0.6)
            assert await feed.at(1) is not None
            assert app.asked == 1

    run(turns())
