"""What a customer may see of their orders. The verification is asked for here, every time."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.errors import CustomerNotVerifiedError, OrderNotFoundError
from actions.orders.models import Order, OrderItem, Payment, PaymentKind
from actions.orders.numbers import normalise_order_number
from actions.orders.status import repository
from actions.orders.status.schemas import Address, OrderedItem, OrderStatus, Refund, Tracking
from actions.orders.status.timeline import timeline
from actions.orders.verification.service import verified_customer


async def order_status(
    session: AsyncSession, *, conversation: str, order_number: str, now: datetime
) -> OrderStatus:
    """One order of the customer whom this conversation has verified, by any spelling of its
    number. Raises `CustomerNotVerifiedError`; `OrderNotFoundError` for an order that is absent
    and for someone else's."""
    customer = await _require_customer(session, conversation, now)
    number = normalise_order_number(order_number) or ""
    order = await repository.customer_order(session, customer, number)
    if order is None:
        raise OrderNotFoundError
    return _shown(order)


async def customer_orders(
    session: AsyncSession, *, conversation: str, now: datetime
) -> tuple[OrderStatus, ...]:
    """All orders of the verified customer, newest first. Raises `CustomerNotVerifiedError`."""
    customer = await _require_customer(session, conversation, now)
    return await orders_of_customer(session, customer=customer)


async def orders_of_customer(session: AsyncSession, *, customer: str) -> tuple[OrderStatus, ...]:
    """All orders of a customer id, newest first, for callers that have checked an agent's right
    to see them. Never for a shopper's request."""
    return tuple(_shown(order) for order in await repository.customer_orders(session, customer))


async def _require_customer(session: AsyncSession, conversation: str, now: datetime) -> str:
    customer = await verified_customer(session, conversation=conversation, now=now)
    if customer is None:
        raise CustomerNotVerifiedError
    return customer.id


def _shown(order: Order) -> OrderStatus:
    refunds = tuple(
        _refund(order, payment) for payment in order.payments if payment.kind == PaymentKind.REFUND
    )
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
        paid_minor=sum(p.amount_minor for p in order.payments if p.kind == PaymentKind.PAYMENT),
        refunded_minor=sum(refund.amount_minor for refund in refunds),
        currency=order.currency,
        tracking=tuple(_tracking(order)),
        timeline=timeline(order),
        refunds=refunds,
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
    )
