"""`/conversations/{id}/assist`."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAgent
from console.assist import service
from console.assist.question import current_question
from console.assist.schemas import AssistAnswer
from console.inbox.access import readable_conversation
from console.inbox.repository import newest_rows
from console.parts import Parts

LOOKED_AT = 60


def create_assist_router() -> APIRouter:
    router = APIRouter(prefix="/conversations/{conversation_id}", tags=["assist"])
    router.add_api_route("/assist", show_assist, methods=["GET"])
    return router


async def show_assist(conversation_id: str, agent: RequireAgent, parts: Parts) -> AssistAnswer:
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
        rows = await newest_rows(session, conversation_id, LOOKED_AT)
    return await service.assist(parts, agent, conversation, current_question(rows))
