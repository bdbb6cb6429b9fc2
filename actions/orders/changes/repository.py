"""Queries of changes: the order under change, confirmations, receipts, keys, audit."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

from actions.orders.models import (
    Base,
    ConfirmationRow,
    IdempotencyKey,
    Order,
    ReceiptRow,
)


async def customer_order(session: AsyncSession, customer: str, number: str) -> Order | None:
    found = await session.execute(
        select(Order)
        .where(Order.number == number, Order.customer_id == customer)
        .options(
            selectinload(Order.items),
            selectinload(Order.shipments),
            selectinload(Order.payments),
            selectinload(Order.history),
        )
        .execution_options(populate_existing=True)
    )
    return found.scalar_one_or_none()


async def raise_version(session: AsyncSession, order: Order, now: datetime) -> bool:
    """Compare and swap: False where another writer was faster."""
    done = await session.execute(
        update(Order)
        .where(Order.number == order.number, Order.version == order.version)
        .values(version=order.version + 1, updated_at=now)
        .returning(Order.version)
        .execution_options(synchronize_session=False)
    )
    version = done.scalar_one_or_none()
    if version is None:
        return False
    set_committed_value(order, "version", version)
    return True


async def get_confirmation(session: AsyncSession, token_hash: str) -> ConfirmationRow | None:
    return await session.get(ConfirmationRow, token_hash, populate_existing=True)


async def use_confirmation(session: AsyncSession, token_hash: str, now: datetime) -> bool:
    """False where it was used before."""
    done = await session.execute(
        update(ConfirmationRow)
        .where(ConfirmationRow.token_hash == token_hash, ConfirmationRow.used_at.is_(None))
        .values(used_at=now)
        .returning(ConfirmationRow.token_hash)
        .execution_options(synchronize_session=False)
    )
    return done.scalar_one_or_none() is not None


async def delete_confirmations(session: AsyncSession, before: datetime) -> int:
    done = await session.execute(
        delete(ConfirmationRow)
        .where(ConfirmationRow.expires_at < before)
        .returning(ConfirmationRow.token_hash)
    )
    return len(done.all())


async def get_key(session: AsyncSession, customer: str, key: str) -> IdempotencyKey | None:
    return await session.get(IdempotencyKey, (customer, key), populate_existing=True)


async def get_receipt(session: AsyncSession, customer: str, receipt: str) -> ReceiptRow | None:
    found = await session.execute(
        select(ReceiptRow)
        .where(ReceiptRow.id == receipt, ReceiptRow.customer_id == customer)
        .execution_options(populate_existing=True)
    )
    return found.scalar_one_or_none()


async def receipts_of(session: AsyncSession, customer: str, order: str) -> Sequence[ReceiptRow]:
    found = await session.execute(
        select(ReceiptRow)
        .where(ReceiptRow.customer_id == customer, ReceiptRow.order_number == order)
        .order_by(ReceiptRow.at, ReceiptRow.id)
    )
    return found.scalars().all()


async def receipts_in(session: AsyncSession, conversation: str) -> Sequence[ReceiptRow]:
    found = await session.execute(
        select(ReceiptRow)
        .where(ReceiptRow.conversation == conversation)
        .order_by(ReceiptRow.at, ReceiptRow.id)
    )
    return found.scalars().all()


async def add(session: AsyncSession, *rows: Base) -> None:
    for row in rows:  # one after the other: a receipt before what refers to it
        session.add(row)
        await session.flush()
