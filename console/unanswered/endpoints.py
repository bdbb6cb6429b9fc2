"""What shoppers asked and the bot could not answer, for whoever writes the articles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from console.accounts.access import RequireAdmin
from console.errors import ObjectNotFoundError
from console.parts import Parts
from console.unanswered.schemas import UnansweredAnswer, UnansweredRow
from conversations.asked import service


def create_unanswered_router() -> APIRouter:
    router = APIRouter(prefix="/unanswered", tags=["unanswered"])
    router.add_api_route("", list_unanswered, methods=["GET"])
    router.add_api_route("/{question}/settle", settle_unanswered, methods=["POST"], status_code=204)
    return router


async def list_unanswered(
    _: RequireAdmin,
    parts: Parts,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> UnansweredAnswer:
    async with parts.reader() as session:
        found = await service.open_questions(session, limit=limit, offset=offset)
    rows = [UnansweredRow.model_validate(item, from_attributes=True) for item in found.items]
    return UnansweredAnswer(items=rows, total=found.total)


async def settle_unanswered(
    question: Annotated[str, Path(pattern="^[0-9a-f]{32}$")], admin: RequireAdmin, parts: Parts
) -> None:
    async with parts.writer.begin() as session:
        settled = await service.settle_question(
            session, question=question, settled_by=admin.name, at=parts.clock()
        )
    if not settled:
        raise ObjectNotFoundError
