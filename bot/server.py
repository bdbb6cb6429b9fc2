"""The bot's web server: what `rasa run` sets up, with our agent and our way to the actions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.run import configure_app, create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from bot.action_endpoint import ActionEndpoint
from bot.agent import load_model, new_agent
from bot.resident_memory import give_back


def create_server(model: Path, endpoints_file: Path, credentials_file: Path, port: int) -> Sanic:
    """The model is loaded when the server starts."""
    endpoints = AvailableEndpoints.read_endpoints(str(endpoints_file))
    actions = ActionEndpoint.of(endpoints.action)
    endpoints.action = actions
    channels = create_http_input_channels(None, str(credentials_file))
    server = configure_app(channels, enable_api=False, port=port, endpoints=endpoints)

    async def load(app: Sanic, _loop: Any) -> None:
        app.ctx.agent = new_agent(endpoints)
        load_model(app.ctx.agent, model)
        give_back()

    async def close(_app: Sanic, _loop: Any) -> None:
        await actions.close()

    server.register_listener(load, "before_server_start")
    server.register_listener(close, "after_server_stop")
    return server
