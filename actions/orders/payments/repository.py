"""Queries of what gift cards have to pay for."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import ItemRequest


async def promised(session: AsyncSession, customer: str, method: str) -> int:
    """What this method will pay for exchanges whose goods are not back yet."""
    found = await session.execute(
        select(func.coalesce(func.sum(-ItemRequest.amount_minor), 0)).where(
            ItemRequest.customer_id == customer,
            ItemRequest.method_id == method,
            ItemRequest.amount_minor < 0,
            ItemRequest.settled_at.is_(None),
        )
    )
    return int(found.scalar_one())
