"""Queries that find customers by what people say of themselves."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.customers.names import name_key, postal_key
from actions.orders.emails import email_key
from actions.orders.models import Customer, Order


async def with_email(session: AsyncSession, email: str) -> Sequence[Customer]:
    found = await session.execute(
        select(Customer).where(Customer.email_key == email_key(email)).order_by(Customer.id)
    )
    return found.scalars().all()


async def with_name_and_postal_code(
    session: AsyncSession, name: str, postal_code: str, *, lock: bool = False
) -> list[Customer]:
    """`lock` keeps these customers until the transaction ends, so that guesses at one are counted
    one after the other on PostgreSQL too."""
    plain = func.replace(func.replace(func.upper(Customer.postal_code), " ", ""), "-", "")
    query = select(Customer).where(plain == postal_key(postal_code)).order_by(Customer.id)
    found = await session.execute(query.with_for_update() if lock else query)
    wanted = name_key(name)
    return [
        customer
        for customer in found.scalars()
        if name_key(f"{customer.first_name} {customer.last_name}") == wanted
    ]


async def order_numbers(session: AsyncSession, customer: str) -> Sequence[str]:
    found = await session.execute(
        select(Order.number)
        .where(Order.customer_id == customer)
        .order_by(Order.placed_at.is_(None), Order.placed_at.desc(), Order.number.desc())
    )
    return found.scalars().all()
