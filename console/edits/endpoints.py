"""`PUT /conversations/{id}/messages/{seq}`: what an agent has said, said right."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from console.accounts.access import RequireAgent
from console.edits.service import edit_message
from console.inbox.action_endpoints import showing_current
from console.inbox.schemas import EventAnswer, MessageText, event_view
from console.parts import Parts
from console.schemas import Body
from console.signals import publish_conversation

MessageSeq = Annotated[int, Path(ge=1, le=2**53)]


class EditBody(Body):
    text: MessageText


def create_edits_router() -> APIRouter:
    router = APIRouter(tags=["inbox"])
    router.add_api_route("/conversations/{conversation_id}/messages/{seq}", edit, methods=["PUT"])
    return router


async def edit(
    conversation_id: str, seq: MessageSeq, body: EditBody, agent: RequireAgent, parts: Parts
) -> EventAnswer:
    async with showing_current(parts, conversation_id), parts.writer.begin() as session:
        row = await edit_message(
            session,
            agent=agent,
            conversation_id=conversation_id,
            seq=seq,
            text=body.text,
            at=parts.clock(),
        )
        answer = EventAnswer(event=event_view(row))
    publish_conversation(parts.bus, conversation_id)
    return answer
