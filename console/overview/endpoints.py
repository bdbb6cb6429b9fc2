"""How things stand: who waits, who is being helped, who is here."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAgent
from console.overview.repository import queue_figures
from console.overview.schemas import OverviewAnswer
from console.parts import Parts


def create_overview_router() -> APIRouter:
    router = APIRouter(prefix="/overview", tags=["overview"])
    router.add_api_route("", show_overview, methods=["GET"])
    return router


async def show_overview(_: RequireAgent, parts: Parts) -> OverviewAnswer:
    async with parts.reader() as session:
        figures = await queue_figures(session)
    wait_s: int | None = None
    if figures.waiting_since is not None:
        wait_s = max(0, int((parts.clock() - figures.waiting_since).total_seconds()))
    return OverviewAnswer(
        waiting=figures.waiting,
        with_people=figures.with_people,
        agents_online=len(parts.presence.on_shift),
        longest_wait_s=wait_s,
        callbacks=figures.callbacks,
        target_s=parts.first_response_s,
    )
