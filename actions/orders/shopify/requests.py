"""A return of the shop's, as the rules look for it."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.importing.fields import Moment
from actions.orders.importing.schemas import OrderRecord
from actions.orders.models import ItemRequest, PaymentKind
from actions.orders.returns.requests import RETURN
from actions.orders.shopify.reading import CLOSED, PAYING, read_method
from actions.orders.shopify.schemas import Json, ShopOrder

_MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


async def keep_request(session: AsyncSession, found: ShopOrder, record: OrderRecord) -> None:
    """The newest return stands for all: an order may have one."""
    if not found.returns:
        return
    asked = found.returns[-1]
    pieces = _pieces(found, asked, record)
    paid = sum(p.amount for p in record.payments if p.kind is PaymentKind.PAYMENT)
    paid_by = next((one for one in found.transactions if one["kind"] in PAYING), None)
    closed = asked.get("closed_at") or asked["created_at"]
    await session.merge(
        ItemRequest(
            order_number=record.number,
            kind=RETURN,
            pieces=pieces,
            amount_minor=min(sum(piece["price_minor"] for piece in pieces), paid),
            customer_id=record.customer_id,
            method_id=read_method(paid_by)["id"] if paid_by else None,
            requested_at=_MOMENT.validate_python(asked["created_at"]),
            settled_at=_MOMENT.validate_python(closed) if asked["status"] == CLOSED else None,
        )
    )


def _pieces(found: ShopOrder, asked: Json, record: OrderRecord) -> list[Json]:
    places = {line["id"]: place for place, line in enumerate(found.order["line_items"])}
    lines = [
        (record.items[places[part["line_item_id"]]], part["quantity"])
        for part in asked["return_line_items"]
    ]
    return [
        {"variant_id": item.variant_id, "price_minor": item.price}
        for item, count in lines
        for _ in range(count)
    ]
