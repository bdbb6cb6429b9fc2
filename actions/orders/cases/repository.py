"""Queries of cases."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Case

OPEN = "open"


async def open_cases(session: AsyncSession, order: str, kind: str) -> Sequence[Case]:
    found = await session.execute(
        select(Case).where(Case.order_number == order, Case.kind == kind, Case.state == OPEN)
    )
    return found.scalars().all()


async def cases_in(session: AsyncSession, conversation: str) -> Sequence[Case]:
    """For the agent of a conversation, oldest first."""
    found = await session.execute(
        select(Case).where(Case.conversation == conversation).order_by(Case.opened_at, Case.id)
    )
    return found.scalars().all()
