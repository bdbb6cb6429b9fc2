"""The app's process: `python -m shopbell.processes.app`."""

from __future__ import annotations

import gc
import os
import sys

from bot.lifeline import end_with_supervisor
from shopbell.processes.supervisor import Program
from shopbell.settings import CHECKOUT, Settings, load_settings


def app_program(settings: Settings) -> Program:
    return Program(
        name="app",
        command=[sys.executable, "-m", "shopbell.processes.app"],
        environment={
            **os.environ,
            "SHOPBELL_HOME": str(settings.home),
            "SHOPBELL_DEMO": str(settings.demo),
        },
        folder=CHECKOUT,
        log=settings.home / "logs" / "app.log",
    )


def serve(settings: Settings) -> None:
    # What is imported and laid out here stays. Looking through it for garbage, again and again
    # while it grows, takes a fifth of the time.
    gc.disable()
    import uvicorn

    from conversations.contract import MAX_FRAME_BYTES
    from shopbell.app import create_app
    from shopbell.logs import configure_logging

    configure_logging(settings.log_level)
    app = create_app(settings)
    gc.enable()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    end_with_supervisor()
    serve(load_settings())
