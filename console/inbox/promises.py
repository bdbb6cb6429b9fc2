"""What the shopper was promised and does not have yet, from the tables that keep promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.cases.repository import OPEN, cases_in
from actions.orders.money import to_decimal
from actions.orders.status.schemas import OpenRequest, OrderStatus
from console.schemas import Instant
from conversations.callbacks.models import Callback


class PromiseView(BaseModel):
    """`case`: a person decides about it. `answer_by_mail`: to the address in `detail`.
    `refund`, `exchange`: once the goods are back."""

    kind: Literal["case", "answer_by_mail", "refund", "exchange"]
    detail: str
    at: Instant


async def open_promises(
    session: AsyncSession, conversation_id: str, orders: Sequence[OrderStatus]
) -> list[PromiseView]:
    """The oldest first. `orders` are those of the proven customer."""
    found = [
        PromiseView(
            kind="case", detail=f"{case.order_number} {case.kind}".strip(), at=case.opened_at
        )
        for case in await cases_in(session, conversation_id)
        if case.state == OPEN
    ]
    callbacks = await session.execute(
        select(Callback).where(
            Callback.conversation_id == conversation_id,
            Callback.promised_at.is_not(None),
            Callback.done_at.is_(None),
        )
    )
    found += [
        PromiseView(kind="answer_by_mail", detail=one.address or "", at=one.promised_at)
        for one in callbacks.scalars()
        if one.promised_at is not None
    ]
    found += [
        _of_goods(order, order.request)
        for order in orders
        if order.request is not None and order.request.settled_at is None
    ]
    return sorted(found, key=_when)


def _of_goods(order: OrderStatus, request: OpenRequest) -> PromiseView:
    amount = f"{to_decimal(abs(request.amount_minor), order.currency)} {order.currency}"
    refund = request.amount_minor > 0 and not request.new_items
    return PromiseView(
        kind="refund" if refund else "exchange",
        detail=f"{order.number}, {amount}",
        at=request.requested_at,
    )


def _when(promise: PromiseView) -> datetime:
    return promise.at
