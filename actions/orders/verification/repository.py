"""Queries of verifications and of the attempts that failed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Customer, FailedAttempt, Order, Verification
from actions.orders.verification.schemas import FailureCounts


async def lock_order_owner(session: AsyncSession, number: str) -> tuple[str, str] | None:
    """The customer's id and e-mail key. The order row stays locked until the transaction ends,
    so that attempts at one order are counted one after the other on PostgreSQL too."""
    found = await session.execute(
        select(Order.customer_id, Customer.email_key)
        .join(Customer, Customer.id == Order.customer_id)
        .where(Order.number == number)
        .with_for_update(of=Order)
    )
    row = found.one_or_none()
    return None if row is None else (row.customer_id, row.email_key)


async def count_failures(
    session: AsyncSession, *, order_key: str, conversation: str, site: str, since: datetime
) -> FailureCounts:
    def counted(*where: ColumnElement[bool]) -> Select[Any]:
        return (
            select(func.count())
            .select_from(FailedAttempt)
            .where(FailedAttempt.let_through, FailedAttempt.at > since, *where)
        )

    counts = (
        await session.execute(
            select(
                counted(FailedAttempt.order_key == order_key).scalar_subquery(),
                counted(FailedAttempt.conversation == conversation).scalar_subquery(),
                counted(FailedAttempt.site == site).scalar_subquery(),
            )
        )
    ).one()
    return FailureCounts(order=counts[0], conversation=counts[1], site=counts[2])


async def live_verification(
    session: AsyncSession, conversation: str, now: datetime
) -> tuple[Verification, Customer] | None:
    found = await session.execute(
        select(Verification, Customer)
        .join(Customer, Customer.id == Verification.customer_id)
        .where(Verification.conversation == conversation, Verification.expires_at > now)
    )
    row = found.one_or_none()
    return None if row is None else (row[0], row[1])


async def put_verification(session: AsyncSession, verification: Verification) -> None:
    """Write the conversation's one verification in place of any before it."""
    await session.merge(verification)
    await session.flush()


async def expire_verification(session: AsyncSession, conversation: str, now: datetime) -> None:
    await session.execute(
        update(Verification)
        .where(Verification.conversation == conversation, Verification.expires_at > now)
        .values(expires_at=now)
    )


async def delete_failures(session: AsyncSession, before: datetime) -> int:
    done = await session.execute(
        delete(FailedAttempt).where(FailedAttempt.at < before).returning(FailedAttempt.id)
    )
    return len(done.all())
