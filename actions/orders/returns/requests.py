"""The one return or exchange that an order may have."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.work import PERSON, Work
from actions.orders.models import ItemRequest, Order, Shipment
from actions.orders.policy.schemas import ReturnRules

RETURN, EXCHANGE = "return", "exchange"


async def item_request(session: AsyncSession, order: Order) -> ItemRequest | None:
    return await session.get(ItemRequest, order.number, populate_existing=True)


async def require_returnable(work: Work, order: Order, section: str, rules: ReturnRules) -> None:
    """Delivered, not too long ago, and nothing of it returned or exchanged before."""
    earlier = await item_request(work.session, order)
    made = f" ({earlier.kind} of {earlier.requested_at.date().isoformat()})" if earlier else ""
    work.require(
        f"{section}.once",
        earlier is None,
        f"Order {order.number} can have one return or exchange, with all its items{made}.",
        RefusalCode.REQUEST_ALREADY_MADE,
        date=earlier.requested_at if earlier else None,
        instead=("refund_status", PERSON),
    )
    work.require_status(
        f"{section}.statuses", order, rules.statuses, RefusalCode.ORDER_NOT_DELIVERED
    )
    delivered = max((d for d in map(_delivered, order.shipments) if d is not None), default=None)
    if rules.window_days and delivered is not None:
        last = delivered + timedelta(days=rules.window_days)
        work.require(
            f"{section}.window_days",
            work.now <= last,
            f"Order {order.number} could be sent back until {last.date().isoformat()}.",
            RefusalCode.WINDOW_OVER,
            date=last,
            instead=(PERSON,),
        )


def _delivered(shipment: Shipment) -> datetime | None:
    return shipment.delivered_at
