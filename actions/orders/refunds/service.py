"""Where the money of an order is: what went back and when it arrives, what still waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Caller
from actions.orders.policy.schemas import Policy
from actions.orders.refunds.arrival import Arrival, arrival
from actions.orders.status.schemas import OpenRequest, OrderStatus, Refund
from actions.orders.status.service import order_for


@dataclass(frozen=True)
class RefundProgress:
    """`arrival` is None where the shop did not say when the refund was made."""

    refund: Refund
    arrival: Arrival | None


@dataclass(frozen=True)
class RefundStatus:
    """`waiting` is the return whose goods are not back yet."""

    order: OrderStatus
    refunds: tuple[RefundProgress, ...]
    waiting: OpenRequest | None


async def refund_status(
    session: AsyncSession, caller: Caller, order_number: str, *, policy: Policy, now: datetime
) -> RefundStatus:
    """Raises `CustomerNotVerifiedError`, `OrderNotFoundError`."""
    order = await order_for(session, caller, order_number, now)
    request = order.request
    open_return = request is not None and request.settled_at is None and request.amount_minor > 0
    return RefundStatus(
        order=order,
        refunds=tuple(
            RefundProgress(
                refund,
                arrival(policy.refunds, refund.method_kind, refund.at) if refund.at else None,
            )
            for refund in order.refunds
        ),
        waiting=request if open_return else None,
    )
