"""Receipts read again, by order and by conversation."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Caller
from actions.orders.access.service import authorise
from actions.orders.changes import repository
from actions.orders.changes.encoding import receipt_of
from actions.orders.changes.schemas import Receipt


async def receipts_of_order(
    session: AsyncSession, caller: Caller, order: str, now: datetime
) -> tuple[Receipt, ...]:
    """Oldest first. Raises `CustomerNotVerifiedError`."""
    grant = await authorise(session, caller, now)
    rows = await repository.receipts_of(session, grant.customer, order)
    return tuple(receipt_of(row) for row in rows)


async def receipts_in_conversation(session: AsyncSession, conversation: str) -> tuple[Receipt, ...]:
    """For whoever tells a conversation what was done in it, whatever became of the turn."""
    rows = await repository.receipts_in(session, conversation)
    return tuple(receipt_of(row) for row in rows)
