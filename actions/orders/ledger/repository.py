"""Queries of the ledger."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import LedgerLine

Balances = dict[tuple[str, str | None], int]
CHUNK = 500


async def last_postings(session: AsyncSession, numbers: Sequence[str]) -> dict[str, int]:
    """The highest posting of each order that has one."""
    found: dict[str, int] = {}
    for first in range(0, len(numbers), CHUNK):
        rows = await session.execute(
            select(LedgerLine.order_number, func.max(LedgerLine.posting))
            .where(LedgerLine.order_number.in_(numbers[first : first + CHUNK]))
            .group_by(LedgerLine.order_number)
        )
        found.update((number, posting) for number, posting in rows)
    return found


async def balances(session: AsyncSession, numbers: Sequence[str]) -> dict[str, Balances]:
    """What stands on each account and method of these orders, zeros left out."""
    found: dict[str, Balances] = {}
    total = func.sum(LedgerLine.amount_minor)
    for first in range(0, len(numbers), CHUNK):
        rows = await session.execute(
            select(LedgerLine.order_number, LedgerLine.account, LedgerLine.method_id, total)
            .where(LedgerLine.order_number.in_(numbers[first : first + CHUNK]))
            .group_by(LedgerLine.order_number, LedgerLine.account, LedgerLine.method_id)
            .having(total != 0)
        )
        for number, account, method, amount in rows:
            found.setdefault(number, {})[(account, method)] = int(amount)
    return found


async def add_lines(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.add_all(LedgerLine(**row) for row in rows)
        await session.flush()
