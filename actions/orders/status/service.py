"""What a customer may see of their orders. The verification is asked for here, every time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Caller, by_bot
from actions.orders.access.service import authorise
from actions.orders.errors import OrderNotFoundError
from actions.orders.models import ItemRequest, Order, OrderItem, Payment, PaymentKind
from actions.orders.numbers import normalise_order_number
from actions.orders.status import repository
from actions.orders.status.schemas import (
    Address,
    Movement,
    OpenRequest,
    OrderedItem,
    OrderStatus,
    Refund,
    Tracking,
)
from actions.orders.status.timeline import timeline


async def order_status(
    session: AsyncSession, *, conversation: str, order_number: str, now: datetime
) -> OrderStatus:
    """One order of the customer whom this conversation has verified, by any spelling of its
    number. Raises `CustomerNotVerifiedError`; `OrderNotFoundError` for an order that is absent
    and for someone else's."""
    return await order_for(session, by_bot(conversation), order_number, now)


async def customer_orders(
    session: AsyncSession, *, conversation: str, now: datetime
) -> tuple[OrderStatus, ...]:
    """All orders of the verified customer, newest first. Raises `CustomerNotVerifiedError`."""
    return await orders_for(session, by_bot(conversation), now)


async def order_for(
    session: AsyncSession, caller: Caller, order_number: str, now: datetime
) -> OrderStatus:
    """As `order_status`, for whoever calls."""
    grant = await authorise(session, caller, now)
    number = normalise_order_number(order_number) or ""
    order = await repository.customer_order(session, grant.customer, number)
    if order is None:
        raise OrderNotFoundError
    requests = await repository.item_requests(session, grant.customer)
    return _shown(order, requests.get(order.number))


async def orders_for(
    session: AsyncSession, caller: Caller, now: datetime
) -> tuple[OrderStatus, ...]:
    """As `customer_orders`, for whoever calls."""
    grant = await authorise(session, caller, now)
    return await orders_of_customer(session, customer=grant.customer)


async def orders_of_customer(session: AsyncSession, *, customer: str) -> tuple[OrderStatus, ...]:
    """All orders of a customer id, newest first, for callers that have checked an agent's right
    to see them. Never for a shopper's request."""
    requests = await repository.item_requests(session, customer)
    return tuple(
        _shown(order, requests.get(order.number))
        for order in await repository.customer_orders(session, customer)
    )


def _shown(order: Order, request: ItemRequest | None) -> OrderStatus:
    payments = _standing(order.payments)
    refunds = tuple(_refund(order, p) for p in payments if p.kind == PaymentKind.REFUND)
    return OrderStatus(
        number=order.number,
        status=order.status,
        customer_id=order.customer_id,
        version=order.version,
        items_changed=order.items_changed,
        placed_at=order.placed_at,
        address=_address(order),
        items=tuple(_item(order, item) for item in order.items),
        total_minor=sum(item.price_minor * item.quantity for item in order.items),
        paid_minor=sum(p.amount_minor for p in payments if p.kind == PaymentKind.PAYMENT),
        refunded_minor=sum(refund.amount_minor for refund in refunds),
        currency=order.currency,
        tracking=tuple(_tracking(order)),
        timeline=timeline(order),
        refunds=refunds,
        movements=tuple(
            Movement(p.kind, p.amount_minor, p.method_id, p.at) for p in order.payments
        ),
        request=_request(request) if request else None,
    )


def _standing(payments: Sequence[Payment]) -> list[Payment]:
    """Movements that were not taken back, without those that took one back."""
    taken_back = {payment.reverses for payment in payments if payment.reverses is not None}
    return [p for p in payments if p.reverses is None and p.position not in taken_back]


def _request(request: ItemRequest) -> OpenRequest:
    return OpenRequest(
        kind=request.kind,
        items=tuple(piece["variant_id"] for piece in request.pieces),
        new_items=tuple(
            piece["new_variant_id"] for piece in request.pieces if "new_variant_id" in piece
        ),
        amount_minor=request.amount_minor,
        method_id=request.method_id,
        requested_at=request.requested_at,
        settled_at=request.settled_at,
    )


def _address(order: Order) -> Address:
    return Address(
        line1=order.line1,
        line2=order.line2,
        city=order.city,
        region=order.region,
        postal_code=order.postal_code,
        country=order.country,
    )


def _item(order: Order, item: OrderItem) -> OrderedItem:
    return OrderedItem(
        name=item.name,
        options=dict(item.options),
        price_minor=item.price_minor,
        currency=order.currency,
        quantity=item.quantity,
        variant_id=item.variant_id,
        product_id=item.product_id,
        image_url=item.product.image_url if item.product else None,
    )


def _tracking(order: Order) -> list[Tracking]:
    return [
        Tracking(number, shipment.carrier, shipment.shipped_at, shipment.delivered_at)
        for shipment in order.shipments
        for number in shipment.tracking
    ]


def _refund(order: Order, payment: Payment) -> Refund:
    methods = {method.id: method for method in order.customer.payment_methods}
    method = methods.get(payment.method_id) if payment.method_id else None
    return Refund(
        amount_minor=payment.amount_minor,
        currency=order.currency,
        at=payment.at,
        method_kind=method.kind if method else None,
        method_last_four=method.last_four if method else None,
        method_id=payment.method_id,
    )
