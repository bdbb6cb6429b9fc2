"""Bulk reading and writing for imports: a few statements for a thousand records."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from actions.orders.importing.rows import Row
from actions.orders.models import Base, Customer, Order, Product, Variant

CHUNK = 500  # well under the bound parameters that any database takes


async def product_digests(session: AsyncSession, ids: Sequence[str]) -> dict[str, str]:
    return await _pairs(session, Product.id, Product.source_digest, ids)


async def customer_digests(session: AsyncSession, ids: Sequence[str]) -> dict[str, str]:
    return await _pairs(session, Customer.id, Customer.source_digest, ids)


async def order_digests(session: AsyncSession, numbers: Sequence[str]) -> dict[str, str]:
    return await _pairs(session, Order.number, Order.source_digest, numbers)


async def order_versions(session: AsyncSession, numbers: Sequence[str]) -> dict[str, int]:
    return await _pairs(session, Order.number, Order.version, numbers)


async def variant_owners(session: AsyncSession, ids: Sequence[str]) -> dict[str, str]:
    return await _pairs(session, Variant.id, Variant.product_id, ids)


async def add_rows(session: AsyncSession, table: type[Base], rows: Sequence[Row]) -> None:
    if rows:
        await session.execute(insert(table), rows)


async def change_rows(session: AsyncSession, table: type[Base], rows: Sequence[Row]) -> None:
    """Each row holds its primary key and the columns to be changed."""
    if rows:
        await session.execute(update(table), rows)


async def delete_parts(
    session: AsyncSession, owner: InstrumentedAttribute[str], ids: Sequence[str]
) -> None:
    """Delete what belongs to these owners; `owner` is the part's column that names them."""
    for chunk in _chunks(ids):
        await session.execute(
            delete(owner.class_)
            .where(owner.in_(chunk))
            .execution_options(synchronize_session=False)
        )


async def _pairs(
    session: AsyncSession,
    key: InstrumentedAttribute[str],
    value: InstrumentedAttribute[Any],
    keys: Sequence[str],
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for chunk in _chunks(keys):
        rows = await session.execute(select(key, value).where(key.in_(chunk)))
        found.update((row[0], row[1]) for row in rows)
    return found


def _chunks(values: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
