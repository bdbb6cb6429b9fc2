"""`/conversations/{id}/profile` and `/merge`."""

from __future__ import annotations

from fastapi import APIRouter

from actions.orders.status.service import orders_of_customer
from actions.orders.verification.service import verified_customer
from console.accounts.access import RequireAgent
from console.inbox.access import readable_conversation
from console.inbox.action_endpoints import showing_current
from console.inbox.previews import preview
from console.inbox.schemas import ConversationAnswer, conversation_card
from console.parts import Parts
from console.profiles import repository
from console.profiles.merging import merge_conversations
from console.profiles.schemas import MergeBody, PastConversation, ProfileAnswer
from console.profiles.segments import segments_of
from console.signals import publish_conversation
from conversations.contract import State
from conversations.models import Conversation, LogRow


def create_profiles_router() -> APIRouter:
    router = APIRouter(prefix="/conversations/{conversation_id}", tags=["inbox"])
    router.add_api_route("/profile", show_profile, methods=["GET"])
    router.add_api_route("/merge", merge, methods=["POST"])
    return router


async def show_profile(conversation_id: str, _: RequireAgent, parts: Parts) -> ProfileAnswer:
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
        customer = await verified_customer(session, conversation=conversation_id, now=parts.clock())
        orders = await orders_of_customer(session, customer=customer.id) if customer else ()
        past = await repository.conversations_of(
            session, conversation, customer.id if customer else None
        )
        lasts = await repository.last_messages(session, [one.id for one in past])
    return ProfileAnswer(
        past=[_past(one, lasts.get(one.id), conversation) for one in past],
        segments=segments_of(verified=customer is not None, past=len(past), orders=orders),
        page=conversation.page,
        first_seen_at=min((one.created_at for one in past), default=conversation.created_at),
    )


async def merge(
    conversation_id: str, body: MergeBody, agent: RequireAgent, parts: Parts
) -> ConversationAnswer:
    async with showing_current(parts, conversation_id), parts.writer.begin() as session:
        kept = await merge_conversations(
            session, agent=agent, conversation_id=conversation_id, body=body, at=parts.clock()
        )
        answer = ConversationAnswer(conversation=conversation_card(kept))
    publish_conversation(parts.bus, conversation_id)
    publish_conversation(parts.bus, body.other)
    return answer


def _past(one: Conversation, last: LogRow | None, of: Conversation) -> PastConversation:
    return PastConversation(
        id=one.id,
        state=State(one.state),
        version=one.version,
        last=preview(last.body) if last else "",
        created_at=one.created_at,
        updated_at=one.updated_at,
        by_customer=one.shopper_id != of.shopper_id,
        merged_into=one.merged_into,
        tags=one.tags,
    )
