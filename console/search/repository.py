"""Orders and shoppers by what a person would type of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from actions.orders.models import Customer, Order, OrderItem, Verification
from actions.orders.numbers import normalise_order_number
from conversations.models import Conversation, Shopper


async def find_orders(session: AsyncSession, query: str, limit: int) -> Sequence[Order]:
    """By number however it is written, by a customer, or by what was bought."""
    number = normalise_order_number(query)
    found: list[ColumnElement[bool]] = [_is_customer(query)]
    if number is not None:
        found.append(Order.number == number)
    bought = select(OrderItem.order_number).where(_each_word(query, OrderItem.name)).limit(200)
    found.append(Order.number.in_(bought))
    rows = (
        select(Order)
        .join(Customer, Customer.id == Order.customer_id)
        .where(or_(*found))
        .options(selectinload(Order.customer), selectinload(Order.items))
        .order_by((Order.number == number).desc(), Order.placed_at.desc(), Order.number)
        .limit(limit)
    )
    return (await session.execute(rows)).scalars().all()


async def find_customers(session: AsyncSession, query: str, limit: int) -> Sequence[Customer]:
    rows = select(Customer).where(_is_customer(query)).order_by(Customer.last_name, Customer.id)
    return (await session.execute(rows.limit(limit))).scalars().all()


async def find_named_shoppers(
    session: AsyncSession, query: str, limit: int
) -> Sequence[tuple[str, str]]:
    """(name, latest conversation) of shoppers who gave a name."""
    latest = (
        select(Conversation.id)
        .where(Conversation.shopper_id == Shopper.id)
        .order_by(Conversation.updated_at.desc())
        .limit(1)
        .correlate(Shopper)
        .scalar_subquery()
    )
    rows = (
        select(Shopper.name, latest)
        .where(Shopper.name.is_not(None), _each_word(query, Shopper.name))
        .order_by(Shopper.created_at.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in await session.execute(rows)]


async def conversations_of_orders(
    session: AsyncSession, numbers: Collection[str]
) -> dict[str, str]:
    rows = (
        select(Conversation.order_number, Conversation.id)
        .where(Conversation.order_number.in_(numbers))
        .order_by(Conversation.updated_at)
    )
    return {row[0]: row[1] for row in await session.execute(rows) if row[0]}


async def conversations_of_customers(
    session: AsyncSession, customers: Collection[str]
) -> dict[str, str]:
    """The latest in which each was verified."""
    rows = (
        select(Verification.customer_id, Verification.conversation)
        .where(Verification.customer_id.in_(customers))
        .order_by(Verification.expires_at)
    )
    return {row[0]: row[1] for row in await session.execute(rows) if row[0] and row[1]}


async def orders_of_customers(session: AsyncSession, customers: Collection[str]) -> dict[str, int]:
    rows = (
        select(Order.customer_id, func.count())
        .where(Order.customer_id.in_(customers))
        .group_by(Order.customer_id)
    )
    return {row[0]: row[1] for row in await session.execute(rows)}


def _is_customer(query: str) -> ColumnElement[bool]:
    if "@" in query:
        return Customer.email_key.startswith(query.strip().casefold(), autoescape=True)
    return _each_word(query, Customer.first_name, Customer.last_name)


def _each_word(query: str, *columns: object) -> ColumnElement[bool]:
    """Every word stands in one of the columns."""
    words = query.split()[:6]
    return and_(*(or_(*(_holds(one, word) for one in columns)) for word in words))


def _holds(text: object, word: str) -> ColumnElement[bool]:
    return func.lower(text).contains(word.casefold(), autoescape=True)
