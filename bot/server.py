"""The bot's web server: what `rasa run` sets up, with our agent and our way to the actions."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from pathlib import Path
from typing import Any

from rasa.core.run import configure_app, create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from bot.action_endpoint import ActionEndpoint
from bot.agent import load_model, new_agent


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
        # What is loaded stays: looking for garbage in it takes a turn's time, every few turns.
        gc.collect()
        gc.freeze()
        _return_free_memory()

    async def close(_app: Sanic, _loop: Any) -> None:
        await actions.close()

    server.register_listener(load, "before_server_start")
    server.register_listener(close, "after_server_stop")
    return server


def _return_free_memory() -> None:
    """What loading took and freed goes back to the system. Only glibc has to be told."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
