"""Queries of products and of the catalogue's revision."""

from collections.abc import Sequence

from sqlalchemy import func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from actions.orders.models import CatalogueRevision, Product, Variant

REVISION_ROW = 1


async def get_product(session: AsyncSession, product_id: str) -> Product | None:
    found = await session.execute(
        select(Product).where(Product.id == product_id).options(selectinload(Product.variants))
    )
    return found.scalar_one_or_none()


async def product_of_variant(session: AsyncSession, variant_id: str) -> str | None:
    found = await session.execute(select(Variant.product_id).where(Variant.id == variant_id))
    return found.scalar_one_or_none()


async def products_with_any(
    session: AsyncSession, text: str, words: tuple[str, ...]
) -> Sequence[Product]:
    """Products whose names or category hold one of `words`, or whose Chinese name stands in
    `text`: without spaces there are no words to look for."""
    found = await session.execute(
        select(Product)
        .where(
            or_(
                literal(text).contains(func.lower(Product.name_zh)),
                *(Product.search_text.contains(word, autoescape=True) for word in words),
            )
        )
        .options(selectinload(Product.variants))
        .order_by(Product.id)
    )
    return found.scalars().all()


async def product_names(session: AsyncSession) -> Sequence[tuple[str, str, str | None]]:
    found = await session.execute(
        select(Product.id, Product.name, Product.name_zh).order_by(Product.id)
    )
    return [(row[0], row[1], row[2]) for row in found]


async def variant_options(session: AsyncSession) -> Sequence[tuple[str, dict[str, str]]]:
    """`(product id, options)` of every variant, in the order of the shop."""
    found = await session.execute(
        select(Variant.product_id, Variant.options).order_by(Variant.product_id, Variant.position)
    )
    return [(row[0], row[1]) for row in found]


async def get_revision(session: AsyncSession) -> int:
    stored = await session.get(CatalogueRevision, REVISION_ROW, populate_existing=True)
    return stored.revision if stored else 0


async def raise_revision(session: AsyncSession) -> int:
    """The new revision. Locks the row, so that two imports never share one."""
    stored = await session.get(
        CatalogueRevision, REVISION_ROW, populate_existing=True, with_for_update=True
    )
    if stored is None:
        stored = CatalogueRevision(id=REVISION_ROW, revision=0)
        session.add(stored)
    stored.revision += 1
    await session.flush()
    return stored.revision
