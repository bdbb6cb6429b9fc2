"""The way of an order: as it was recorded, and before that what its status and dates imply."""

from datetime import datetime

from actions.orders.models import Order, OrderState, PaymentKind
from actions.orders.status.schemas import TimelineStep

_SENT = (OrderState.PENDING, OrderState.PROCESSED, OrderState.SHIPPED, OrderState.DELIVERED)

# What must have happened before a status. A refund may follow a return as well as a cancelled
# order, so that nothing between is implied by it.
_WAY = {
    OrderState.PENDING: _SENT[:1],
    OrderState.PROCESSED: _SENT[:2],
    OrderState.SHIPPED: _SENT[:3],
    OrderState.DELIVERED: _SENT,
    OrderState.CANCELLED: (OrderState.PENDING, OrderState.CANCELLED),
    OrderState.RETURN_REQUESTED: (*_SENT, OrderState.RETURN_REQUESTED),
    OrderState.RETURNED: (*_SENT, OrderState.RETURNED),
    OrderState.EXCHANGE_REQUESTED: (*_SENT, OrderState.EXCHANGE_REQUESTED),
    OrderState.REFUNDED: (OrderState.PENDING, OrderState.REFUNDED),
}


def timeline(order: Order) -> tuple[TimelineStep, ...]:
    """Steps in the order in which they happened, the current status last."""
    recorded = tuple(TimelineStep(event.status, event.at) for event in order.history)
    first = OrderState(order.history[0].status if order.history else order.status)
    known = _known_dates(order)
    way = _WAY[first][:-1] if recorded else _WAY[first]
    return tuple(TimelineStep(state.value, known.get(state)) for state in way) + recorded


def _known_dates(order: Order) -> dict[OrderState, datetime | None]:
    shipped = [s.shipped_at for s in order.shipments if s.shipped_at is not None]
    delivered = [s.delivered_at for s in order.shipments if s.delivered_at is not None]
    refunded = [
        payment.at
        for payment in order.payments
        if payment.kind == PaymentKind.REFUND and payment.at is not None
    ]
    return {
        OrderState.PENDING: order.placed_at,
        OrderState.SHIPPED: min(shipped, default=None),
        OrderState.DELIVERED: max(delivered, default=None),
        OrderState.REFUNDED: max(refunded, default=None),
    }
