from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.action_endpoint import ActionEndpoint

Story = Callable[[ActionEndpoint], Awaitable[Any]]


async def with_server(answer: Any, story: Story) -> Any:
    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    port = site._server.sockets[0].getsockname()[1]
    endpoint = endpoint_at(port)
    try:
        return await story(endpoint)
    finally:
        await endpoint.close()
        await runner.cleanup()


def endpoint_at(port: int) -> ActionEndpoint:
    url = f"http://127.0.0.1:{port}/webhook"
    headers = {"Authorization": "Bearer secret"}
    return ActionEndpoint.of(EndpointConfig(url, headers=headers, enable_selective_domain=True))


def test_calls_share_a_connection_and_carry_the_secret(run: Any) -> None:
    seen = []

    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        seen.append(
            (request.transport.get_extra_info("peername"), request.headers["Authorization"])
        )
        return web.json_response({"events": [], "got": await request.json()})

    async def story(endpoint: ActionEndpoint) -> Any:
        await endpoint.request(json={"n": 1})
        return await endpoint.request(json={"n": "é"})

    assert run(with_server(answer, story))["got"] == {"n": "é"}
    assert seen[0] == seen[1]
    assert seen[0][1] == "Bearer secret"


def test_an_error_of_the_server_is_one_that_rasa_knows(run: Any) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=503, text="away")

    async def story(endpoint: ActionEndpoint) -> None:
        await endpoint.request(json={})

    with pytest.raises(ClientResponseError) as caught:
        run(with_server(answer, story))
    assert caught.value.status == 503


def test_without_a_server_it_is_a_connection_error(run: Any) -> None:
    async def story() -> None:
        endpoint = endpoint_at(9)
        try:
            await endpoint.request(json={})
        finally:
            await endpoint.close()

    with pytest.raises(aiohttp.ClientConnectionError):
        run(story())


def test_what_endpoints_yml_says_is_kept() -> None:
    assert endpoint_at(1).kwargs == {"enable_selective_domain": True}
