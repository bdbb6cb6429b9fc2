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

from knowledge_base.index.view import IndexStatus

STARTING_S = 180.0

PartState = Literal["ok", "starting", "down"]


class Indexing(BaseModel):
    """How many of the published articles can be found so far."""

    done: int
    of: int


class Health(BaseModel):
    """`indexing` is there while the index is built; what is in it is found already."""

    status: Literal["ok", "starting", "degraded"]
    parts: dict[str, PartState]
    indexing: Indexing | None = None


def create_router(
    *,
    reader: async_sessionmaker[AsyncSession],
    bot_healthy: Callable[[], Awaitable[bool]],
    index: Callable[[], IndexStatus],
    monotonic: Callable[[], float],
) -> APIRouter:
    router = APIRouter()
    started = monotonic()
    seen_well: set[str] = set()

    @router.get("/healthz", response_model=Health, responses={503: {"model": Health}})
    async def healthz() -> JSONResponse:
        status_of_index = index()
        building = status_of_index.waiting > 0
        well = {
            "database": await _database_answers(reader),
            "bot": await bot_healthy(),
            "index": status_of_index.ready,
            "bus": True,
        }
        seen_well.update(part for part, is_well in well.items() if is_well)
        young = monotonic() - started < STARTING_S
        parts: dict[str, PartState] = {
            part: "ok" if is_well else "starting" if young and part not in seen_well else "down"
            for part, is_well in well.items()
        }
        if building and not status_of_index.ready:
            # However long it takes to build, it answers from what is there.
            parts["index"] = "starting"
        states = set(parts.values())
        status: Literal["ok", "starting", "degraded"] = (
            "degraded" if "down" in states else "starting" if "starting" in states else "ok"
        )
        indexing = Indexing(
            done=status_of_index.articles,
            of=status_of_index.articles + status_of_index.waiting,
        )
        health = Health(status=status, parts=parts, indexing=indexing if building else None)
        answer = health.model_dump(exclude_none=True)
        return JSONResponse(answer, status_code=200 if status == "ok" else 503)

    return router


async def _database_answers(reader: async_sessionmaker[AsyncSession]) -> bool:
    try:
        async with reader() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError):
        return False
    return True
