"""Queries of orders with all that is shown of them, always within one customer's."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from actions.orders.models import Customer, ItemRequest, Order, OrderItem


async def customer_order(session: AsyncSession, customer: str, number: str) -> Order | None:
    found = await session.execute(_orders_of(customer).where(Order.number == number))
    return found.scalar_one_or_none()


async def customer_orders(session: AsyncSession, customer: str) -> Sequence[Order]:
    """Newest first; orders whose date is unknown come last."""
    found = await session.execute(
        _orders_of(customer).order_by(
            Order.placed_at.is_(None), Order.placed_at.desc(), Order.number.desc()
        )
    )
    return found.scalars().all()


async def item_requests(session: AsyncSession, customer: str) -> dict[str, ItemRequest]:
    """The returns and exchanges of a customer, by order number."""
    found = await session.execute(
        select(ItemRequest)
        .where(ItemRequest.customer_id == customer)
        .execution_options(populate_existing=True)
    )
    return {request.order_number: request for request in found.scalars()}


def _orders_of(customer: str) -> Select[Order]:
    return (
        select(Order)
        .where(Order.customer_id == customer)
        .options(
            selectinload(Order.items).selectinload(OrderItem.product),
            selectinload(Order.shipments),
            selectinload(Order.payments),
            selectinload(Order.history),
            selectinload(Order.customer).selectinload(Customer.payment_methods),
        )
        .execution_options(populate_existing=True)
    )
