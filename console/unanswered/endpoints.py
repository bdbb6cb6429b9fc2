"""Taking a question off those that the bot could not answer: an article has it now."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from console.accounts.access import RequireAdmin
from console.errors import ObjectNotFoundError
from console.parts import Parts
from conversations.asked import service


def create_unanswered_router() -> APIRouter:
    router = APIRouter(prefix="/unanswered", tags=["unanswered"])
    router.add_api_route("/{question}/settle", settle_unanswered, methods=["POST"], status_code=204)
    return router


async def settle_unanswered(
    question: Annotated[str, Path(pattern="^[0-9a-f]{32}$")], admin: RequireAdmin, parts: Parts
) -> None:
    async with parts.writer.begin() as session:
        settled = await service.settle_question(
            session, question=question, settled_by=admin.name, at=parts.clock()
        )
    if not settled:
        raise ObjectNotFoundError
