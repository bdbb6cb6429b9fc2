"""Queries of variants and their stock."""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Variant


async def variants(session: AsyncSession, ids: Collection[str]) -> dict[str, Variant]:
    found = await session.execute(
        select(Variant).where(Variant.id.in_(ids)).execution_options(populate_existing=True)
    )
    return {variant.id: variant for variant in found.scalars()}


async def take(session: AsyncSession, variant_id: str, count: int) -> bool:
    """False where a counted stock holds less, and nothing is taken then."""
    done = await session.execute(
        update(Variant)
        .where(Variant.id == variant_id, Variant.available, Variant.stock >= count)
        .values(stock=Variant.stock - count)
        .returning(Variant.id)
        .execution_options(synchronize_session=False)
    )
    return done.scalar_one_or_none() is not None


async def put_back(session: AsyncSession, variant_id: str, count: int) -> None:
    await session.execute(
        update(Variant)
        .where(Variant.id == variant_id, Variant.stock.is_not(None))
        .values(stock=Variant.stock + count)
        .execution_options(synchronize_session=False)
    )
