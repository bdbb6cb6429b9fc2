"""Reading: the lists, and one conversation with all that is known about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from actions.orders.status.service import orders_of_customer
from actions.orders.verification.service import verified_customer
from console.accounts.access import RequireAgent
from console.inbox import repository
from console.inbox.access import readable_conversation
from console.inbox.brief import handoff_brief
from console.inbox.order_schemas import order_view
from console.inbox.previews import preview
from console.inbox.repository import ListedConversation
from console.inbox.schemas import (
    ConversationDetail,
    Heads,
    InboxAnswer,
    InboxCounts,
    InboxItem,
    LastMessage,
    ShopperName,
    View,
    assignee_of,
    conversation_card,
    event_view,
)
from console.orders.offers import offered_actions
from console.parts import Parts
from conversations.contract import Role, State
from conversations.models import LogRow

DETAIL_ROWS = 2_000


def create_reading_router() -> APIRouter:
    router = APIRouter(tags=["inbox"])
    router.add_api_route("/inbox", list_inbox, methods=["GET"])
    router.add_api_route("/conversations/{conversation_id}", show_conversation, methods=["GET"])
    return router


async def list_inbox(
    agent: RequireAgent,
    parts: Parts,
    view: View = "queued",
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> InboxAnswer:
    async with parts.reader() as session:
        listed = await repository.list_conversations(
            session, view=view, agent_id=agent.agent_id, limit=limit + 1, offset=offset
        )
        page = listed[:limit]
        lasts = await repository.rows_by_id(
            session, [one.last_row_id for one in page if one.last_row_id]
        )
        names = await repository.verified_names(
            session, [one.conversation.id for one in page], parts.clock()
        )
        counts = await repository.count_views(session, agent.agent_id)
    return InboxAnswer(
        items=[
            _item(one, lasts.get(one.last_row_id or ""), names.get(one.conversation.id))
            for one in page
        ],
        counts=InboxCounts(**counts),
        more=len(listed) > limit,
    )


async def show_conversation(
    conversation_id: str, _: RequireAgent, parts: Parts
) -> ConversationDetail:
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
        newest = await repository.newest_rows(session, conversation_id, DETAIL_ROWS + 1)
        customer = await verified_customer(session, conversation=conversation_id, now=parts.clock())
        orders = await orders_of_customer(session, customer=customer.id) if customer else ()
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
        brief=handoff_brief(conversation, rows, customer),
        orders=[order_view(order, offered_actions(order, parts.orders)) for order in orders],
    )


def _item(one: ListedConversation, last: LogRow | None, verified_name: str | None) -> InboxItem:
    conversation = one.conversation
    return InboxItem(
        id=conversation.id,
        state=State(conversation.state),
        version=conversation.version,
        shopper=ShopperName(
            name=verified_name or one.shopper_name, verified=verified_name is not None
        ),
        last=_last(last) if last else None,
        reason=conversation.reason,
        queued_at=conversation.queued_at,
        assignee=assignee_of(conversation),
        locale=conversation.locale,
        unread=one.unread,
    )


def _last(row: LogRow) -> LastMessage:
    return LastMessage(text=preview(row.body), at=row.at, role=Role(row.author_role))
