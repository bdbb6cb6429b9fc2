"""Queries of customers by their id."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from actions.orders.models import Customer


async def customer_exists(session: AsyncSession, customer: str) -> bool:
    found = await session.execute(select(Customer.id).where(Customer.id == customer))
    return found.scalar_one_or_none() is not None


async def get_customer(session: AsyncSession, customer: str, *, lock: bool) -> Customer:
    """With the payment methods. A locked customer's orders and gift cards are changed by one
    transaction at a time."""
    wanted = (
        select(Customer)
        .where(Customer.id == customer)
        .options(selectinload(Customer.payment_methods))
        .execution_options(populate_existing=True)
    )
    found = await session.execute(wanted.with_for_update(of=Customer) if lock else wanted)
    return found.scalar_one()
