"""`/replies` for those who write them, `/conversations/{id}/replies` for those who say them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from actions.orders.status.service import orders_of_customer
from actions.orders.verification.service import verified_customer
from console.accounts.access import RequireAdmin, RequireAgent
from console.inbox.access import readable_conversation
from console.parts import Parts
from console.replies import repository, service
from console.replies.schemas import (
    FilledAnswer,
    RepliesAnswer,
    ReplyAnswer,
    ReplyBody,
    reply_view,
)
from console.replies.variables import NAMES, known_values
from console.teams.repository import teams_of
from conversations.shoppers.service import site_by_key


def create_replies_router() -> APIRouter:
    router = APIRouter(tags=["replies"])
    router.add_api_route("/replies", list_replies, methods=["GET"])
    router.add_api_route("/replies", make_reply, methods=["POST"], status_code=201)
    router.add_api_route("/replies/{reply_id}", change_reply, methods=["PUT"])
    router.add_api_route("/replies/{reply_id}", drop_reply, methods=["DELETE"], status_code=204)
    router.add_api_route("/conversations/{conversation_id}/replies", fill_replies, methods=["GET"])
    return router


async def list_replies(_: RequireAdmin, parts: Parts) -> RepliesAnswer:
    async with parts.reader() as session:
        replies = await repository.all_replies(session)
    return RepliesAnswer(items=[reply_view(reply) for reply in replies], variables=list(NAMES))


async def make_reply(body: ReplyBody, admin: RequireAdmin, parts: Parts) -> ReplyAnswer:
    async with parts.writer.begin() as session:
        reply = await service.save_reply(
            session, reply_id=None, body=body, by=admin.name, at=parts.clock()
        )
        return ReplyAnswer(reply=reply_view(reply))


async def change_reply(
    reply_id: str, body: ReplyBody, admin: RequireAdmin, parts: Parts
) -> ReplyAnswer:
    async with parts.writer.begin() as session:
        reply = await service.save_reply(
            session, reply_id=reply_id, body=body, by=admin.name, at=parts.clock()
        )
        return ReplyAnswer(reply=reply_view(reply))


async def drop_reply(reply_id: str, _: RequireAdmin, parts: Parts) -> None:
    async with parts.writer.begin() as session:
        await session.delete(await service.reply_by_id(session, reply_id))


async def fill_replies(
    conversation_id: str,
    agent: RequireAgent,
    parts: Parts,
    order: Annotated[str | None, Query(max_length=64)] = None,
) -> FilledAnswer:
    """`order` is the one that is talked about; without it, the newest."""
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
        replies = await repository.replies_for(session, await teams_of(session, agent.agent_id))
        customer = await verified_customer(session, conversation=conversation_id, now=parts.clock())
        orders = await orders_of_customer(session, customer=customer.id) if customer else ()
        site = await site_by_key(session, conversation.site)
    meant = next((one for one in orders if one.number == order), orders[0] if orders else None)
    values = known_values(
        agent=agent.name, shop=site.name if site else "", customer=customer, order=meant
    )
    return FilledAnswer(
        items=[service.filled(reply, conversation.locale, values) for reply in replies]
    )
