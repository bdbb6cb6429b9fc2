"""Reading one conversation with all that is known about it."""

from __future__ import annotations

from fastapi import APIRouter

from actions.orders.status.service import orders_of_customer
from actions.orders.verification.service import verified_customer
from console.accounts.access import RequireAgent
from console.inbox import repository
from console.inbox.access import readable_conversation
from console.inbox.brief import handoff_brief
from console.inbox.order_schemas import order_view
from console.inbox.promises import open_promises
from console.inbox.schemas import (
    ConversationDetail,
    Heads,
    conversation_card,
    event_view,
)
from console.orders.offers import offered_actions
from console.parts import Parts

DETAIL_ROWS = 2_000


def create_reading_router() -> APIRouter:
    router = APIRouter(tags=["inbox"])
    router.add_api_route("/conversations/{conversation_id}", show_conversation, methods=["GET"])
    return router


async def show_conversation(
    conversation_id: str, _: RequireAgent, parts: Parts
) -> ConversationDetail:
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
        newest = await repository.newest_rows(session, conversation_id, DETAIL_ROWS + 1)
        customer = await verified_customer(session, conversation=conversation_id, now=parts.clock())
        orders = await orders_of_customer(session, customer=customer.id) if customer else ()
        promises = await open_promises(session, conversation_id, orders)
    rows = newest[-DETAIL_ROWS:]
    return ConversationDetail(
        conversation=conversation_card(conversation),
        events=[event_view(row) for row in rows],
        heads=Heads(
            seq=max((row.seq or 0 for row in rows), default=0),
            aseq=max((row.aseq or 0 for row in rows), default=0),
        ),
        shopper_seen_seq=conversation.shopper_seen_seq,
        truncated=len(newest) > DETAIL_ROWS,
        brief=handoff_brief(
            conversation,
            rows,
            customer,
            proven={order.number for order in orders},
            promises=promises,
        ),
        orders=[order_view(order, offered_actions(order, parts.orders)) for order in orders],
    )
