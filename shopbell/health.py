"""`GET /healthz`: whether this process, its database, its index and the bot can do their work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from starlette.responses import JSONResponse

STARTING_S = 180.0

PartState = Literal["ok", "starting", "down"]


class Health(BaseModel):
    status: Literal["ok", "starting", "degraded"]
    parts: dict[str, PartState]


def create_router(
    *,
    reader: async_sessionmaker[AsyncSession],
    bot_healthy: Callable[[], Awaitable[bool]],
    index_ready: Callable[[], bool],
    monotonic: Callable[[], float],
) -> APIRouter:
    router = APIRouter()
    started = monotonic()
    seen_well: set[str] = set()

    @router.get("/healthz", response_model=Health, responses={503: {"model": Health}})
    async def healthz() -> JSONResponse:
        well = {
            "database": await _database_answers(reader),
            "bot": await bot_healthy(),
            "index": index_ready(),
            "bus": True,
        }
        seen_well.update(part for part, is_well in well.items() if is_well)
        young = monotonic() - started < STARTING_S
        parts: dict[str, PartState] = {
            part: "ok" if is_well else "starting" if young and part not in seen_well else "down"
            for part, is_well in well.items()
        }
        states = set(parts.values())
        status: Literal["ok", "starting", "degraded"] = (
            "degraded" if "down" in states else "starting" if "starting" in states else "ok"
        )
        health = Health(status=status, parts=parts)
        return JSONResponse(health.model_dump(), status_code=200 if status == "ok" else 503)

    return router


async def _database_answers(reader: async_sessionmaker[AsyncSession]) -> bool:
    try:
        async with reader() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError):
        return False
    return True
