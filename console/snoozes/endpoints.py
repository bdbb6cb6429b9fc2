"""`/conversations/{id}/snooze`."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import AwareDatetime

from console.accounts.access import RequireAgent
from console.inbox.action_endpoints import showing_current
from console.inbox.schemas import ConversationAnswer, conversation_card
from console.parts import Parts
from console.schemas import Body
from console.signals import publish_conversation
from console.snoozes import service


class SnoozeBody(Body):
    """Without `until` it comes back now."""

    until: AwareDatetime | None = None


def create_snoozes_router() -> APIRouter:
    router = APIRouter(prefix="/conversations/{conversation_id}", tags=["inbox"])
    router.add_api_route("/snooze", snooze, methods=["POST"])
    return router


async def snooze(
    conversation_id: str, body: SnoozeBody, agent: RequireAgent, parts: Parts
) -> ConversationAnswer:
    async with showing_current(parts, conversation_id), parts.writer.begin() as session:
        conversation = await service.snooze_conversation(
            session,
            agent=agent,
            conversation_id=conversation_id,
            until=body.until,
            at=parts.clock(),
        )
        answer = ConversationAnswer(conversation=conversation_card(conversation))
    publish_conversation(parts.bus, conversation_id)
    return answer
