"""Cards that an agent shows: `/products` to choose from, `/conversations/{id}/cards` to say."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from actions.orders.access.schemas import by_agent
from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.catalogue.service import find_products, product
from actions.orders.errors import OrderStoreError, ProductNotFoundError
from console.accounts.access import RequireAgent
from console.accounts.sessions import SignedIn
from console.cards.schemas import CardBody, ProductsAnswer, ProductView
from console.inbox import service
from console.inbox.access import readable_conversation
from console.inbox.action_endpoints import showing_current
from console.inbox.schemas import EventAnswer, event_view
from console.orders.schemas import money_view
from console.orders.service import OrderRefusedError
from console.parts import ConsoleParts, Parts
from console.signals import publish_conversation
from conversations.contract import CardsBody, OrderBody

FOUND = 8


def create_cards_router() -> APIRouter:
    router = APIRouter(tags=["cards"])
    router.add_api_route("/products", search_products, methods=["GET"])
    router.add_api_route("/conversations/{conversation_id}/cards", show_card, methods=["POST"])
    return router


async def search_products(
    _: RequireAgent, parts: Parts, q: Annotated[str, Query(max_length=200)]
) -> ProductsAnswer:
    async with parts.reader() as session:
        found = await find_products(session, q, limit=FOUND)
        if not found and (one := await product(session, q.strip())):
            found = (one,)
    return ProductsAnswer(items=[_view(facts) for facts in found])


async def show_card(
    conversation_id: str, body: CardBody, agent: RequireAgent, parts: Parts
) -> EventAnswer:
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
    language = conversation.locale.split("-")[0]
    try:
        card = await _card(parts, agent, conversation_id, body, language)
    except OrderStoreError as error:
        raise OrderRefusedError(error) from error
    async with showing_current(parts, conversation_id), parts.writer.begin() as session:
        said = await service.show(
            session,
            agent=agent,
            conversation_id=conversation_id,
            cmid=body.cmid,
            body=card,
            at=parts.clock(),
        )
        answer = EventAnswer(event=event_view(said.row))
    publish_conversation(parts.bus, conversation_id)
    return answer


async def _card(
    parts: ConsoleParts, agent: SignedIn, conversation_id: str, body: CardBody, language: str
) -> CardsBody | OrderBody:
    if body.order is not None:
        order = await parts.orders.order(by_agent(agent.name, conversation_id), body.order)
        return parts.shop.order_card(order)
    async with parts.reader() as session:
        facts = await product(session, body.product or "")
    if facts is None:
        raise ProductNotFoundError
    return parts.shop.product_card(language, facts)


def _view(facts: ProductFacts) -> ProductView:
    return ProductView(
        id=facts.id,
        name=facts.name,
        category=facts.category,
        price=money_view(facts.price_from_minor, facts.currency),
        image_url=facts.image_url,
        in_stock=facts.in_stock,
    )
