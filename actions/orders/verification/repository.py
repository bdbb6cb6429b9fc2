"""Queries of verifications and of the attempts that failed."""

from datetime import datetime

from sqlalchemy import ScalarSelect, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from actions.orders.models import Customer, FailedAttempt, MailedCode, Order, Verification
from actions.orders.verification.schemas import FailureCounts


def _counted(column: InstrumentedAttribute[str], name: str) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(FailedAttempt)
        .where(
            column == bindparam(name),
            FailedAttempt.let_through,
            FailedAttempt.at > bindparam("since"),
        )
        .scalar_subquery()
    )


_OWNER = (
    select(Order.customer_id, Customer.email_key)
    .join(Customer, Customer.id == Order.customer_id)
    .where(Order.number == bindparam("number"))
    .with_for_update(of=Order)
)
_NEW_FAILURE = insert(FailedAttempt)
_COUNTS = select(
    _counted(FailedAttempt.order_key, "order_key"),
    _counted(FailedAttempt.conversation, "conversation"),
    _counted(FailedAttempt.site, "site"),
)


async def lock_order_owner(session: AsyncSession, number: str) -> tuple[str, str] | None:
    """The customer's id and e-mail key. The order row stays locked until the transaction ends,
    so that attempts at one order are counted one after the other on PostgreSQL too."""
    found = await session.execute(_OWNER, {"number": number})
    row = found.one_or_none()
    return None if row is None else (row[0], row[1])


async def count_failures(
    session: AsyncSession, *, order_key: str, conversation: str, site: str, since: datetime
) -> FailureCounts:
    """Attempts after `since` that were compared and failed."""
    counts = await session.execute(
        _COUNTS,
        {"order_key": order_key, "conversation": conversation, "site": site, "since": since},
    )
    order, of_conversation, of_site = counts.one()
    return FailureCounts(order=order, conversation=of_conversation, site=of_site)


async def add_failure(
    session: AsyncSession,
    *,
    order_key: str,
    conversation: str,
    site: str,
    at: datetime,
    let_through: bool,
) -> None:
    row = {"order_key": order_key, "conversation": conversation, "site": site, "at": at}
    await session.execute(_NEW_FAILURE, {**row, "let_through": let_through})


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


async def customer_of(session: AsyncSession, conversation: str) -> str | None:
    """Whose conversation it is or was: the customer of its verification, live or not."""
    found = await session.execute(
        select(Verification.customer_id).where(Verification.conversation == conversation)
    )
    return found.scalar_one_or_none()


async def put_code(session: AsyncSession, code: MailedCode) -> None:
    """Write the conversation's one code in place of any before it."""
    await session.merge(code)
    await session.flush()


async def get_code(session: AsyncSession, conversation: str) -> MailedCode | None:
    """Locked, so that tries side by side are counted one after the other."""
    return await session.get(MailedCode, conversation, populate_existing=True, with_for_update=True)


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
