"""One search over what was said, what was ordered, and who asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Order
from console.accounts.access import RequireAgent
from console.inbox.lists.repository import with_rows
from console.parts import Parts
from console.schemas import Text
from console.search import repository
from console.search.schemas import (
    FoundMessage,
    FoundOrder,
    FoundShopper,
    Kind,
    PieceView,
    SearchAnswer,
)
from conversations.contract import Role, State
from conversations.search.excerpts import excerpt
from conversations.search.folding import phrases
from conversations.search.repository import MessageQuery, find_messages
from conversations.search.texts import words_of

PAGE = 30
BESIDE = 8


def create_search_router() -> APIRouter:
    router = APIRouter(tags=["search"])
    router.add_api_route("/search", search, methods=["GET"])
    return router


async def search(
    _: RequireAgent,
    parts: Parts,
    q: Annotated[Text, Query(max_length=200)],
    kind: Kind = "all",
    state: State | None = None,
    role: Role | None = None,
    locale: Annotated[str | None, Query(max_length=16)] = None,
    since: date | None = None,
    until: date | None = None,
    before: Annotated[int | None, Query(ge=0, le=2**53)] = None,
) -> SearchAnswer:
    """`since` and `until` are days in UTC, both of them searched."""
    answer = SearchAnswer(messages=[], orders=[], shoppers=[], next=None)
    wanted = MessageQuery(
        phrases=phrases(q),
        state=state.value if state else None,
        role=role.value if role else None,
        locale=locale,
        since=_midnight(since) if since else None,
        until=_midnight(until) + timedelta(days=1) if until else None,
        before=before,
    )
    if not wanted.phrases:
        return answer
    beside = BESIDE if kind == "all" else PAGE
    async with parts.reader() as session:
        if kind in ("all", "messages"):
            await _add_messages(session, answer, wanted, parts.clock())
        if before is not None:
            return answer
        if kind in ("all", "orders"):
            found = await repository.find_orders(session, q, beside)
            answer.orders = await _orders(session, found)
        if kind in ("all", "shoppers"):
            answer.shoppers = await _shoppers(session, q, beside)
    return answer


async def _add_messages(
    session: AsyncSession, answer: SearchAnswer, wanted: MessageQuery, now: datetime
) -> None:
    found = await find_messages(session, wanted, PAGE + 1)
    page = found[:PAGE]
    conversations = {conversation.id: conversation for _, conversation in page}
    listed = await with_rows(session, list(conversations.values()), now)
    names = {one.conversation.id: one.verified_name or one.shopper_name for one in listed}
    answer.next = page[-1][0].position if len(found) > PAGE else None
    answer.messages = [
        FoundMessage(
            id=row.id,
            conversation=conversation.id,
            seq=row.seq,
            aseq=row.aseq,
            at=row.at,
            role=Role(row.author_role),
            author=row.author_name,
            shopper=names[conversation.id],
            state=State(conversation.state),
            locale=conversation.locale,
            excerpt=[
                PieceView(text=piece.text, hit=piece.hit)
                for piece in excerpt(words_of(row.event, row.body), wanted.phrases)
            ],
        )
        for row, conversation in page
    ]


async def _orders(session: AsyncSession, found: Sequence[Order]) -> list[FoundOrder]:
    told = await repository.conversations_of_orders(session, [one.number for one in found])
    verified = await repository.conversations_of_customers(
        session, [one.customer_id for one in found]
    )
    return [
        FoundOrder(
            number=one.number,
            status=one.status,
            placed_at=one.placed_at,
            customer=f"{one.customer.first_name} {one.customer.last_name}".strip(),
            items=[item.name for item in one.items],
            conversation=told.get(one.number) or verified.get(one.customer_id),
        )
        for one in found
    ]


async def _shoppers(session: AsyncSession, q: str, limit: int) -> list[FoundShopper]:
    customers = await repository.find_customers(session, q, limit)
    ids = [one.id for one in customers]
    verified = await repository.conversations_of_customers(session, ids)
    orders = await repository.orders_of_customers(session, ids)
    named = await repository.find_named_shoppers(session, q, limit - len(customers))
    known = [
        FoundShopper(
            name=f"{one.first_name} {one.last_name}".strip(),
            email=one.email,
            conversation=verified.get(one.id),
            orders=orders.get(one.id, 0),
        )
        for one in customers
    ]
    return known + [
        FoundShopper(name=name, email=None, conversation=conversation, orders=0)
        for name, conversation in named
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
