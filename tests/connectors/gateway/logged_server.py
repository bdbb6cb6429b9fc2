"""A gateway in a process of its own, logging as the application does, with a bot that fails.

Arguments: the database's file, its port. Run by the test of the logs.
"""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI

from actions.orders.policy.loading import load_policy
from connectors.gateway.context import GatewayContext
from connectors.gateway.endpoints import create_router
from conversations.bus import InProcessBus
from conversations.contract import MAX_FRAME_BYTES, TurnReply, TurnRequest
from conversations.presence import Presence
from conversations.turns.engine import EngineError
from conversations.turns.worker import TurnWorker
from shopbell.database import open_database
from shopbell.logs import configure_logging
from shopbell.verifications import OrderVerifications


class FailingEngine:
    async def reply(self, request: TurnRequest, *, timeout_s: float) -> TurnReply:
        if "crash" in request.text:
            raise ValueError(request.text)
        raise EngineError("action_failed", retry=False)


def now() -> datetime:
    return datetime.now(UTC)


async def main(file: str, port: int) -> None:
    configure_logging("DEBUG")
    database = open_database(f"sqlite+aiosqlite:///{file}", lock_wait_s=0.2)
    bus = InProcessBus()
    worker = TurnWorker(
        writer=database.writer,
        reader=database.reader,
        engine=FailingEngine(),
        bus=bus,
        clock=now,
    )
    app = FastAPI()
    app.include_router(
        create_router(
            GatewayContext(
                writer=database.writer,
                reader=database.reader,
                bus=bus,
                presence=Presence(bus),
                verifications=OrderVerifications(load_policy()),
                clock=now,
                monotonic=time.monotonic,
            )
        )
    )
    config = uvicorn.Config(
        app,
        port=port,
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=False,
        lifespan="off",
        access_log=False,
        log_level="warning",
    )
    working = asyncio.create_task(worker.run())
    await uvicorn.Server(config).serve()
    working.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
