"""`/conversations/{id}/transfer`."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAgent
from console.inbox.action_endpoints import showing_current
from console.inbox.schemas import ConversationAnswer, conversation_card
from console.parts import Parts
from console.signals import publish_conversation
from console.transfers import service
from console.transfers.schemas import TransferBody


def create_transfers_router() -> APIRouter:
    router = APIRouter(prefix="/conversations/{conversation_id}", tags=["inbox"])
    router.add_api_route("/transfer", transfer, methods=["POST"])
    return router


async def transfer(
    conversation_id: str, body: TransferBody, agent: RequireAgent, parts: Parts
) -> ConversationAnswer:
    async with showing_current(parts, conversation_id), parts.writer.begin() as session:
        conversation = await service.transfer_conversation(
            session, agent=agent, conversation_id=conversation_id, body=body, at=parts.clock()
        )
        answer = ConversationAnswer(conversation=conversation_card(conversation))
    publish_conversation(parts.bus, conversation_id)
    return answer
